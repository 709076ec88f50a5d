package io.hostward.memory;

import java.time.Instant;

/**
 * The uploads of this process that failed on one host since the last that succeeded there.
 *
 * @param lastAt when the last one failed
 * @param count how many failed in a row; a finished upload ends the row
 * @param problem what the last one ended with, in words
 */
public record HostFailure(Instant lastAt, int count, String problem) {}
