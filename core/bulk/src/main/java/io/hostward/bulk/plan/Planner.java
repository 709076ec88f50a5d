package io.hostward.bulk.plan;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.source.Sources;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Compares deliveries with what their targets hold. A planner may be used again; its plans know
 * nothing of each other.
 */
public final class Planner {
  private final Sources sources;
  private final Listings listings;
  private final KnownContents contents;
  private final Comparison comparison;
  private final CopyRule copies;
  private final int window;
  private final int mostFiles;
  private final Predicate<String> wholeFolders;

  /**
   * A planner for local files, which copies nothing.
   *
   * @param listings what is there
   * @param contents what is known of it
   * @param comparison what counts as being there already
   */
  public Planner(Listings listings, KnownContents contents, Comparison comparison) {
    this(Sources.local(), listings, contents, comparison, CopyRule.NONE);
  }

  /**
   * A planner.
   *
   * @param sources looks at what is to go
   * @param listings what is there
   * @param contents what is known of it
   * @param comparison what counts as being there already
   * @param copies what is copied from another datastore
   */
  public Planner(
      Sources sources,
      Listings listings,
      KnownContents contents,
      Comparison comparison,
      CopyRule copies) {
    this(sources, listings, contents, comparison, copies, 16 * 1024, FolderCache.MOST_FILES);
  }

  Planner(
      Sources sources,
      Listings listings,
      KnownContents contents,
      Comparison comparison,
      CopyRule copies,
      int window,
      int mostFiles) {
    this.sources = sources;
    this.listings = listings;
    this.contents = contents;
    this.comparison = comparison;
    this.copies = copies;
    this.window = window;
    this.mostFiles = mostFiles;
    this.wholeFolders = datastore -> false;
  }

  private Planner(Planner original, Predicate<String> wholeFolders) {
    this.sources = original.sources;
    this.listings = original.listings;
    this.contents = original.contents;
    this.comparison = original.comparison;
    this.copies = original.copies;
    this.window = original.window;
    this.mostFiles = original.mostFiles;
    this.wholeFolders = wholeFolders;
  }

  /**
   * The same, with folders that are not there yet appearing as a whole, where the datastore moves
   * folders. File by file otherwise.
   *
   * @param datastores on which they do, by name
   */
  public Planner withWholeFolders(Predicate<String> datastores) {
    return new Planner(this, datastores);
  }

  /**
   * Plans, lazily and in order: some thousand deliveries are looked at together, so that one search
   * answers for all that go to one folder, and some folders are searched at the same time. Whether
   * something can be copied is asked for each when it is taken from the stream, so that {@link
   * KnownContents} may learn from those before it.
   *
   * <p>A source that cannot be read, and a datastore that cannot be searched, are verdicts and do
   * not end the plan.
   *
   * @param deliveries closing the result closes this; what is asked of {@link Listings} is asked by
   *     several threads
   */
  public Stream<Planned> plan(Stream<Delivery> deliveries) {
    FolderSearches searches = new FolderSearches(listings, wholeFolders);
    PlanWindow windows =
        new PlanWindow(
            deliveries.spliterator(),
            window,
            new Comparer(
                new SourceFiles(sources),
                new FolderCache(listings, searches, mostFiles),
                contents,
                new NewFolders(contents, wholeFolders),
                comparison,
                copies));
    return StreamSupport.stream(windows, false).onClose(searches::close).onClose(deliveries::close);
  }
}
