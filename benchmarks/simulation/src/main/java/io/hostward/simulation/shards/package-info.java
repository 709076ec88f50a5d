/**
 * How far do shards carry a large distribution, and when is vCenter the limit? The plan of
 * core/bulk, and its schedule, in a world of hosts, machines and one vCenter that are simulated.
 */
@NullMarked
package io.hostward.simulation.shards;

import org.jspecify.annotations.NullMarked;
