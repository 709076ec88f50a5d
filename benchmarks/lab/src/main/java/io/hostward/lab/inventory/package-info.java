/**
 * What does the simulated vSphere look like to a client of vim25? The tree of managed entities over
 * the lab's live state, for a vCenter and for a single host.
 */
@NullMarked
package io.hostward.lab.inventory;

import org.jspecify.annotations.NullMarked;
