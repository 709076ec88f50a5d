/**
 * How far is it? Events of a run, and its totals as a tree: the run, its datastores, the deliveries
 * under way. Immutable values, which the schedule makes.
 */
@NullMarked
package io.hostward.bulk.progress;

import org.jspecify.annotations.NullMarked;
