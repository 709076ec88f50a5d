/**
 * May I have a ticket? How large is this file? Move it, delete it: what is asked of the file
 * manager and the session manager for one file. Not for applications.
 */
@NullMarked
package io.hostward.vsphere.files;

import org.jspecify.annotations.NullMarked;
