/** How fast? Comparisons of routes, start-up, and the micro-benchmarks of the small parts. */
@NullMarked
package io.hostward.bench;

import org.jspecify.annotations.NullMarked;
