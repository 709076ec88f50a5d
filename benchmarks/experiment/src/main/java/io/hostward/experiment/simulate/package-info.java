/** What did a simulation of policies find? Plain values, for the page about it. */
@NullMarked
package io.hostward.experiment.simulate;

import org.jspecify.annotations.NullMarked;
