package io.hostward.bulk;

import io.hostward.bulk.mirror.MirrorSettings;
import io.hostward.bulk.plan.Comparison;
import io.hostward.bulk.plan.CopyRule;
import io.hostward.bulk.plan.Listings;
import io.hostward.bulk.plan.Sidecars;
import io.hostward.bulk.progress.BulkListener;
import io.hostward.bulk.progress.DeliveryOutcome;
import io.hostward.bulk.progress.RunProgress;
import io.hostward.bulk.schedule.Carrier;
import io.hostward.bulk.schedule.CopyLimits;
import io.hostward.bulk.schedule.RetryRule;
import io.hostward.bulk.schedule.ScheduleLimits;
import io.hostward.bulk.shard.ShardPlan;
import io.hostward.bulk.source.Sources;
import io.hostward.bulk.target.DatastoreInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Settings of a {@link BulkRun}. Not for use by several threads; what it builds is. */
public final class BulkRunBuilder {
  @Nullable Path ledger;
  Sources sources = Sources.local();
  @Nullable Listings listings;
  @Nullable Carrier carrier;
  Comparison comparison = Comparison.SIZE;
  ScheduleLimits limits = ScheduleLimits.DEFAULT;
  RetryRule rule = RetryRule.DEFAULT;
  CopyLimits copies = CopyLimits.DEFAULT;
  long copiedFrom;
  final Map<String, DatastoreInfo> datastores = new HashMap<>();
  @Nullable ShardPlan shards;
  int shard;
  boolean wholeFolders = true;
  @Nullable MirrorSettings mirror;
  Sidecars sidecars = (datastore, folder) -> Optional.empty();
  @Nullable Path failures;
  @Nullable Consumer<DeliveryOutcome> outcomes;
  BulkListener listener = event -> {};
  InstantSource clock = InstantSource.system();
  Duration progressEvery = Duration.ofDays(1);
  Consumer<RunProgress> progress = now -> {};

  BulkRunBuilder() {}

  /** The ledger's file, made if it is not there. Required. */
  public BulkRunBuilder ledger(Path file) {
    ledger = file;
    return this;
  }

  /**
   * What looks at sources and reads them, for their comparison. Local files by default; the carrier
   * needs the same.
   */
  public BulkRunBuilder sources(Sources newSources) {
    sources = newSources;
    return this;
  }

  /** What tells what is on datastores. Required. */
  public BulkRunBuilder listings(Listings newListings) {
    listings = newListings;
    return this;
  }

  /** What carries deliveries out. Required. */
  public BulkRunBuilder carrier(Carrier newCarrier) {
    carrier = newCarrier;
    return this;
  }

  /** What counts as being there already: its size, by default. */
  public BulkRunBuilder comparison(Comparison newComparison) {
    comparison = newComparison;
    return this;
  }

  /** How much at once. {@link ScheduleLimits#DEFAULT} by default. */
  public BulkRunBuilder limits(ScheduleLimits newLimits) {
    limits = newLimits;
    return this;
  }

  /** What comes again. {@link RetryRule#DEFAULT} by default. */
  public BulkRunBuilder retries(RetryRule newRule) {
    rule = newRule;
    return this;
  }

  /**
   * Has large files that go to several datastores sent to one of them and copied from there inside
   * vSphere. Not by default: it takes a carrier that copies, and the {@link #datastores} with their
   * hosts.
   *
   * @param leastBytes the smallest file that is copied, at least {@link CopyRule#LEAST}
   */
  public BulkRunBuilder copies(long leastBytes, CopyLimits newLimits) {
    copiedFrom = new CopyRule(leastBytes, Map.of()).leastBytes();
    copies = newLimits;
    return this;
  }

  /**
   * The datastores, for the sake of the hosts that mount them and of their names: whatever name a
   * delivery has for one, limits, ledger and report have its {@linkplain DatastoreInfo#name first}.
   * Without, no host has a limit, and a datastore that is written in two ways counts as two.
   */
  public BulkRunBuilder datastores(Collection<DatastoreInfo> all) {
    all.forEach(datastore -> datastores.put(datastore.name(), datastore));
    return this;
  }

  /**
   * One share of a plan file, and no more. Everything by default.
   *
   * @param number from 0
   * @throws IllegalArgumentException if the plan has no such shard
   */
  public BulkRunBuilder shard(ShardPlan plan, int number) {
    plan.share(number);
    shards = plan;
    shard = number;
    return this;
  }

  /**
   * Has folders that are not there yet appear as a whole, where the datastore moves folders: what
   * goes there is sent into a temporary folder beside it, and moved by one step when all of it is
   * there. If something of it fails for good, the folder does not appear; what was sent is kept,
   * and the next run with this ledger goes on from there. True by default; otherwise each file
   * appears when it has arrived, as in folders that are there already.
   *
   * <p>What an earlier run has kept is moved to its places and not sent again, if it is still what
   * the source holds. A temporary folder in which nothing is waited for any more is deleted, before
   * anything is sent.
   */
  public BulkRunBuilder wholeFolders(boolean newWholeFolders) {
    wholeFolders = newWholeFolders;
    return this;
  }

  /**
   * Has files deleted whose source is gone, when everything has arrived or was there: files that
   * earlier runs with this ledger have put there, and nothing else unless {@link
   * io.hostward.bulk.mirror.MirrorChoices#unknown} says so; and then folders that this has left
   * empty. Not by default. The {@link #sources} must be able to tell that a file is gone.
   */
  public BulkRunBuilder mirror(MirrorSettings settings) {
    mirror = settings;
    return this;
  }

  /**
   * Lists of digests beside the files on datastores, which are believed where contents are compared
   * and the ledger knows nothing. None by default.
   */
  public BulkRunBuilder sidecars(Sidecars newSidecars) {
    sidecars = newSidecars;
    return this;
  }

  /** Where to write what failed or is left, as a manifest. Nowhere by default. */
  public BulkRunBuilder failures(Path file) {
    failures = file;
    return this;
  }

  /**
   * What is told of every delivery when all are over, in the order of the plan, on the thread that
   * runs. What it throws ends {@link BulkRun#run}. Nothing by default.
   */
  public BulkRunBuilder outcomes(Consumer<DeliveryOutcome> each) {
    outcomes = each;
    return this;
  }

  /** What hears what happens. */
  public BulkRunBuilder listener(BulkListener newListener) {
    listener = newListener;
    return this;
  }

  /**
   * What hears how far the run is, time and again. Be quick: the run waits.
   *
   * @param every how often, more than zero
   */
  public BulkRunBuilder progress(Duration every, Consumer<RunProgress> listener) {
    if (every.isNegative() || every.isZero()) {
      throw new IllegalArgumentException("the time between is more than zero, was: " + every);
    }
    progressEvery = every;
    progress = listener;
    return this;
  }

  /** The source of time. The system's by default. */
  public BulkRunBuilder clock(InstantSource newClock) {
    clock = newClock;
    return this;
  }

  /**
   * Builds it.
   *
   * @throws NullPointerException if ledger, listings or carrier is missing
   * @throws IllegalArgumentException if the plan of the shards has one datastore by two names
   */
  public BulkRun build() {
    return new BulkRun(this);
  }
}
