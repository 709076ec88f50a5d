package io.hostward.memory;

import java.time.Instant;

/**
 * What is remembered of uploads of this process that a host failed.
 *
 * @param lastAt when the last one failed
 * @param count how many failed in a row; a finished upload ends the row
 * @param problem what the last one ended with
 */
public record HostFailure(Instant lastAt, int count, String problem) {}
