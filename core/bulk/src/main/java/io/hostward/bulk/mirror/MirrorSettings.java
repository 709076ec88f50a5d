package io.hostward.bulk.mirror;

/**
 * That files are deleted whose source is gone, and how.
 *
 * @param scope where
 * @param limit how many at most
 * @param deletions deletes them
 */
public record MirrorSettings(MirrorScope scope, DeleteLimit limit, Deletions deletions) {}
