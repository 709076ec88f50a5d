@org.jspecify.annotations.NullMarked
package io.hostward.simulation.shards;
