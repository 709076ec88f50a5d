/**
 * What do the small parts cost? JMH benchmarks; {@code benchmarks/jmh/target/jmh.jar} runs them.
 */
@NullMarked
package io.hostward.jmh;

import org.jspecify.annotations.NullMarked;
