/**
 * What does the simulated vSphere consist of, as vim25 sees it? The tree of managed entities over
 * the lab's live state, for a vCenter and for a single host.
 */
@NullMarked
package io.hostward.lab.inventory;

import org.jspecify.annotations.NullMarked;
