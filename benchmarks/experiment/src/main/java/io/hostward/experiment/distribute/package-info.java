/** What became of a run that delivers many files? Read off its events, for the page about it. */
@NullMarked
package io.hostward.experiment.distribute;

import org.jspecify.annotations.NullMarked;
