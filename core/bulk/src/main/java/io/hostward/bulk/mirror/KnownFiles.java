package io.hostward.bulk.mirror;

import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the ledger knows, and where deletions are written down. A port that the ledger fills. */
public interface KnownFiles {

  /**
   * Returns files that earlier runs have put below a place and that are no targets of this run, in
   * the order of their paths.
   *
   * @param after the path after which they begin; empty for the first
   */
  List<KnownFile> page(Place place, String after, int most) throws IOException;

  /** Returns such a file by its place. */
  Optional<KnownFile> find(DatastorePath target) throws IOException;

  /**
   * Tells whether a target of this run differs from a path in capitals at most, or in how its
   * accents are written: on a datastore that does not tell them apart it is the same file.
   */
  boolean isTarget(DatastorePath path) throws IOException;

  /** Returns how many of this run's files from below a source folder are there, by datastore. */
  Map<String, Long> delivered(String source) throws IOException;

  /** Returns the locations of some files that this run delivers from below a source folder. */
  List<String> witnesses(String source, int most) throws IOException;

  /** Writes down that a file is about to be deleted. */
  void deleting(KnownFile file) throws IOException;

  /** Writes down that a file is gone: this ledger has it there no longer. */
  void deleted(KnownFile file) throws IOException;

  /** Writes down that a file was not deleted, for all that is known. */
  void notDeleted(KnownFile file, String why) throws IOException;
}
