/** How does an experiment look on a page? One HTML file whose every number comes from its JSON. */
@NullMarked
package io.hostward.experiment.report;

import org.jspecify.annotations.NullMarked;
