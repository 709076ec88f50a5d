package io.hostward.bulk.mirror;

/**
 * That files are deleted whose source is gone, and how.
 *
 * @param scope where
 * @param limit how many at most
 * @param deletions deletes them
 * @param choices what else is deleted, or left
 */
public record MirrorSettings(
    MirrorScope scope, DeleteLimit limit, Deletions deletions, MirrorChoices choices) {

  /** With the choices of {@link MirrorChoices#DEFAULT}. */
  public MirrorSettings(MirrorScope scope, DeleteLimit limit, Deletions deletions) {
    this(scope, limit, deletions, MirrorChoices.DEFAULT);
  }

  /** The same elsewhere. */
  public MirrorSettings in(MirrorScope other) {
    return new MirrorSettings(other, limit, deletions, choices);
  }
}
