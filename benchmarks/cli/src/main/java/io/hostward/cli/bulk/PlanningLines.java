package io.hostward.cli.bulk;

import io.hostward.bulk.plan.FolderListing;
import io.hostward.bulk.plan.Listings;
import io.hostward.bulk.plan.StoredFile;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells how far a plan is, by the folders that were looked at: in a line after a second, and in
 * others ever less often. Safe for use by many threads.
 */
final class PlanningLines implements Listings {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Listings listings;
  private final Consumer<String> lines;
  private final LongSupplier nanoTime;
  private final Set<String> datastores = new HashSet<>();
  private long folders;
  private Duration pause = FIRST;
  private long last;

  /**
   * Begins.
   *
   * @param lines gets each line
   * @param nanoTime as {@link System#nanoTime}
   */
  PlanningLines(Listings listings, Consumer<String> lines, LongSupplier nanoTime) {
    this.listings = listings;
    this.lines = lines;
    this.nanoTime = nanoTime;
    this.last = nanoTime.getAsLong();
  }

  @Override
  public FolderListing folder(String datastore, String folder) throws IOException {
    FolderListing listing = listings.folder(datastore, folder);
    looked(datastore);
    return listing;
  }

  private synchronized void looked(String datastore) {
    folders++;
    datastores.add(datastore);
    long now = nanoTime.getAsLong();
    if (now - last >= pause.toNanos()) {
      last = now;
      pause = pause.multipliedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
      lines.accept(
          "planning: looked at "
              + folders
              + (folders == 1 ? " folder on " : " folders on ")
              + RunWords.datastores(datastores.size()));
    }
  }

  @Override
  public Map<String, StoredFile> named(String datastore, String folder, Collection<String> names)
      throws IOException {
    return listings.named(datastore, folder, names);
  }

  @Override
  public boolean isThere(String datastore, String folder) throws IOException {
    return listings.isThere(datastore, folder);
  }

  @Override
  public boolean movesFolders(String datastore) throws IOException {
    return listings.movesFolders(datastore);
  }
}
