/** Does the simulation count rightly? */
@NullMarked
package io.hostward.bench.simulation;

import org.jspecify.annotations.NullMarked;
