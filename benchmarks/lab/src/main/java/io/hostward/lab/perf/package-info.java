/**
 * How busy was each host? Samples of the bytes that really passed its doors, on top of its scripted
 * background load, as real-time performance counters.
 */
@NullMarked
package io.hostward.lab.perf;

import org.jspecify.annotations.NullMarked;
