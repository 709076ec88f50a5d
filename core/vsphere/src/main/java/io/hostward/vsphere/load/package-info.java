/**
 * How busy are the hosts? Counters and summaries, read beside the inventory and never waited for
 * long. Not for applications.
 */
@NullMarked
package io.hostward.vsphere.load;

import org.jspecify.annotations.NullMarked;
