/** Are the figures of the simulation right? */
@NullMarked
package io.hostward.simulation;

import org.jspecify.annotations.NullMarked;
