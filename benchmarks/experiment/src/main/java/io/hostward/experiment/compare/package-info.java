/**
 * How much faster is one way than another? The same bytes by each way, in random order, and what
 * may be claimed of the difference.
 */
@NullMarked
package io.hostward.experiment.compare;

import org.jspecify.annotations.NullMarked;
