/**
 * Which host does vCenter relay through? A test file is relayed, and what the hosts' network
 * counters show is set against what was sent and when.
 */
@NullMarked
package io.hostward.experiment.trace;

import org.jspecify.annotations.NullMarked;
