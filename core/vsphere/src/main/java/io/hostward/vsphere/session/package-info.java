/**
 * How is a call made, by whom, and what does its failure mean? One session with one server: login,
 * renewal, cookie, faults in words, and the reading of properties. Not for applications.
 */
@NullMarked
package io.hostward.vsphere.session;

import org.jspecify.annotations.NullMarked;
