/** What came of all rounds? Loads, samples, ratios and tables. */
@NullMarked
package io.hostward.peers.rounds;

import org.jspecify.annotations.NullMarked;
