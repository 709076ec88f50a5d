package io.hostward.peers.machine;

/**
 * What a program cost.
 *
 * @param seconds by the clock
 * @param cpuSeconds of its process, user and system
 * @param peakBytes the most memory that was resident at once, since its start
 */
public record Cost(double seconds, double cpuSeconds, long peakBytes) {}
