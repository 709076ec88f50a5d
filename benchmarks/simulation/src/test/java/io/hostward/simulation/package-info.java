/** Does the simulation count rightly? */
@NullMarked
package io.hostward.simulation;

import org.jspecify.annotations.NullMarked;
