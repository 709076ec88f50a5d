/**
 * Which datastore is meant, and which hosts mount it? Finds, reads and remembers. Not for
 * applications.
 */
@NullMarked
package io.hostward.vsphere.inventory;

import org.jspecify.annotations.NullMarked;
