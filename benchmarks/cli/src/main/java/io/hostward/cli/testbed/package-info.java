/**
 * {@code hostward testbed}: how does the experiment of 2013 come out on this machine? The commands,
 * and the main classes of the processes that stand for the vCenter and the client.
 */
@NullMarked
package io.hostward.cli.testbed;

import org.jspecify.annotations.NullMarked;
