package io.hostward.bulk.plan;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Searches some folders at the same time: most of a search is waiting for the server. For use by
 * one thread.
 */
final class FolderSearches implements AutoCloseable {
  /** How many at once: a server does some of its tasks at a time. */
  static final int AT_ONCE = 8;

  private final Listings listings;
  private final MissingFolders missing;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          AT_ONCE,
          AT_ONCE,
          1,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          task -> {
            Thread thread = new Thread(task, "hostward-search");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Searches.
   *
   * @param wholeFolders on which datastores it matters how much of a folder is missing
   */
  FolderSearches(Listings listings, Predicate<String> wholeFolders) {
    this.listings = listings;
    this.missing = new MissingFolders(listings, wholeFolders);
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * What a search found.
   *
   * @param missing the path of the topmost folder that is not there, if this one is not, and its
   *     datastore moves folders; empty otherwise
   */
  record Look(FolderListing listing, String missing) {}

  /** A search that was made, and what came of it. */
  interface Found {

    /** Returns what the folder holds, or fails as the search did. */
    Look look() throws IOException;
  }

  /** Searches one. */
  Look one(Folder folder) throws IOException {
    FolderListing listing = listings.folder(folder.datastore(), folder.path());
    return new Look(listing, listing.there() ? "" : missing.topmost(folder));
  }

  /** Searches them all, and returns what came of each, in their order. */
  List<Found> all(List<Folder> folders) {
    List<Callable<Look>> searches = new ArrayList<>();
    for (Folder folder : folders) {
      searches.add(() -> one(folder));
    }
    try {
      List<Found> found = new ArrayList<>();
      for (Future<Look> search : threads.invokeAll(searches)) {
        found.add(() -> result(search));
      }
      return found;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      Found interrupted =
          () -> {
            throw new InterruptedIOException("interrupted while folders were searched");
          };
      return folders.stream().map(folder -> interrupted).toList();
    }
  }

  private static Look result(Future<Look> search) throws IOException {
    try {
      return search.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while folders were searched");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      } else if (e.getCause() instanceof RuntimeException defect) {
        throw defect;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
