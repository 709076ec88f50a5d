package io.hostward.lab.model;

import org.jspecify.annotations.Nullable;

/**
 * A physical network card of a host.
 *
 * @param device {@code vmnic0}
 * @param speedMb line speed in megabits per second; null when the link is down
 */
public record PhysicalNic(String device, @Nullable Integer speedMb) {}
