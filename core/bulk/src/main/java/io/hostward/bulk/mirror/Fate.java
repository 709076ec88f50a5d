package io.hostward.bulk.mirror;

import io.hostward.bulk.progress.BulkEvent.Deletion;

/**
 * What becomes of one file.
 *
 * @param file the file
 * @param how what becomes of it
 * @param why the reason, if it stays; empty otherwise
 */
public record Fate(KnownFile file, Deletion how, String why) {}
