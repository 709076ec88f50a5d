package io.hostward.memory;

import java.time.Instant;

/**
 * What this process's own uploads got out of a host: decaying averages over the time that bytes
 * flowed, uploads still under way included.
 *
 * @param bytesPerSecond of one upload
 * @param sharedBy how many uploads of this process ran on the host at a time, at least 1; times
 *     {@code bytesPerSecond} this is what the host gave in all
 * @param measuredAt when bytes last flowed
 */
public record Throughput(double bytesPerSecond, double sharedBy, Instant measuredAt) {}
