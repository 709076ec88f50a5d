/** What do the small parts cost? JMH benchmarks; run them with {@code org.openjdk.jmh.Main}. */
@NullMarked
package io.hostward.bench.micro;

import org.jspecify.annotations.NullMarked;
