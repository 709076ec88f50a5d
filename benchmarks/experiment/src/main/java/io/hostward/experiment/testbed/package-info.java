/**
 * What did the network meters of 2013 show? A client, a vCenter and its hosts on one Linux machine,
 * each in a network namespace of its own with links of a given speed, and the two copies of then
 * with the kernel's interface counters read before, meanwhile and after.
 */
@NullMarked
package io.hostward.experiment.testbed;

import org.jspecify.annotations.NullMarked;
