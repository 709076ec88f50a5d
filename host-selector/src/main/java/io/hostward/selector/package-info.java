/**
 * Which host? Policies: pure functions from an inventory snapshot to a ranking. No I/O, no clock
 * but the one handed in.
 */
@NullMarked
package io.hostward.selector;

import org.jspecify.annotations.NullMarked;
