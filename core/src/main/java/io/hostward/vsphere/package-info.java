/**
 * Which hosts mount it? Who am I? May I have a ticket? Move this file. The adapter to vCenter and
 * ESXi, and the only place that imports the vim25 binding.
 */
@NullMarked
package io.hostward.vsphere;

import org.jspecify.annotations.NullMarked;
