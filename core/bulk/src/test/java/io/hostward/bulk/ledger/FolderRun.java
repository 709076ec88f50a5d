package io.hostward.bulk.ledger;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.plan.Comparison;
import io.hostward.bulk.plan.FolderListing;
import io.hostward.bulk.plan.Listings;
import io.hostward.bulk.plan.Planned;
import io.hostward.bulk.plan.Planner;
import io.hostward.bulk.plan.StoredFile;
import io.hostward.bulk.schedule.Alarm;
import io.hostward.bulk.schedule.Carrier;
import io.hostward.bulk.schedule.CarryResult;
import io.hostward.bulk.schedule.CopyLimits;
import io.hostward.bulk.schedule.RetryRule;
import io.hostward.bulk.schedule.RunReport;
import io.hostward.bulk.schedule.Schedule;
import io.hostward.bulk.schedule.ScheduleLimits;
import io.hostward.bulk.schedule.ScheduleSettings;
import io.hostward.bulk.schedule.Task;
import io.hostward.bulk.schedule.Underway;
import io.hostward.bulk.source.FileSource;
import io.hostward.bulk.source.Links;
import io.hostward.bulk.source.PathRules;
import io.hostward.bulk.target.DatastoreInfo;
import io.hostward.bulk.target.Distribution;
import io.hostward.bulk.target.PathTemplate;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A whole run from a folder to folders that stand for datastores, in a process that can be killed.
 */
final class FolderRun implements Listings, Carrier {
  private final Path stores;
  private final int stallAfter;
  private final AtomicInteger published = new AtomicInteger();
  private final ExecutorService workers = Executors.newFixedThreadPool(4);

  private FolderRun(Path stores, int stallAfter) {
    this.stores = stores;
    this.stallAfter = stallAfter;
  }

  public static void main(String[] args) throws IOException {
    run(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), Integer.parseInt(args[3]));
  }

  /**
   * Runs.
   *
   * @param stallAfter after how many files nothing is finished any more
   */
  static RunReport run(Path sources, Path stores, Path ledgerFile, int stallAfter)
      throws IOException {
    FolderRun store = new FolderRun(stores, stallAfter);
    ScheduledExecutorService desk = Executors.newSingleThreadScheduledExecutor();
    List<DatastoreInfo> datastores =
        Stream.of("a", "b", "c")
            .map(name -> new DatastoreInfo(name, Optional.empty(), Set.of()))
            .toList();
    try (Ledger ledger = Ledger.open(ledgerFile, InstantSource.system());
        Stream<Delivery> deliveries =
            new Distribution(datastores, PathTemplate.parse("iso/"))
                .of(
                    FileSource.folder(sources, PathRules.all(), Links.REFUSE).open(told -> {}),
                    told -> {});
        Stream<Planned> plan =
            new Planner(store, ledger.contents(), Comparison.SIZE).plan(deliveries)) {
      ledger.record(plan);
      RunReport report =
          new Schedule(
                  ledger.backlog(),
                  ledger.journal(),
                  store,
                  new ScheduleSettings(
                      ScheduleLimits.DEFAULT,
                      RetryRule.DEFAULT,
                      CopyLimits.DEFAULT,
                      Map.of(),
                      Map.of(),
                      Optional.empty(),
                      event -> {},
                      InstantSource.system(),
                      Alarm.of(desk),
                      desk))
              .run()
              .join();
      ledger.end(report.status());
      return report;
    } finally {
      desk.shutdown();
      store.workers.shutdown();
    }
  }

  @Override
  public CompletableFuture<CarryResult> carry(Task task, Underway underway) {
    CompletableFuture<CarryResult> future = new CompletableFuture<>();
    workers.execute(
        () -> {
          try {
            if (send(task.delivery())) {
              future.complete(new CarryResult.Arrived("copy", false, Optional.empty()));
            }
          } catch (IOException e) {
            future.completeExceptionally(e);
          }
        });
    return future;
  }

  private boolean send(Delivery delivery) throws IOException {
    Path target = stores.resolve(delivery.target().datastore()).resolve(delivery.target().path());
    Files.createDirectories(target.getParent());
    log("begun " + delivery.target());
    Path temporary = target.resolveSibling(target.getFileName() + ".part");
    Files.copy(
        Path.of(delivery.source().location()), temporary, StandardCopyOption.REPLACE_EXISTING);
    if (published.incrementAndGet() > stallAfter) {
      // Some stand there and nobody knows, some do not: then the kill comes.
      if (published.get() % 2 == 0) {
        publish(temporary, target, delivery.target());
      }
      log("stalled " + delivery.target());
      return false;
    }
    publish(temporary, target, delivery.target());
    return true;
  }

  private void publish(Path temporary, Path target, DatastorePath name) throws IOException {
    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    log("published " + name);
  }

  private void log(String line) throws IOException {
    Files.writeString(
        stores.resolve("log"), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Override
  public FolderListing folder(String datastore, String folder) throws IOException {
    Path path = stores.resolve(datastore).resolve(folder);
    Map<String, StoredFile> files = new HashMap<>();
    if (Files.isDirectory(path)) {
      try (Stream<Path> entries = Files.list(path)) {
        for (Path entry : entries.filter(Files::isRegularFile).toList()) {
          files.put(
              entry.getFileName().toString(),
              new StoredFile(
                  Files.size(entry), Optional.of(Files.getLastModifiedTime(entry).toInstant())));
        }
      }
    }
    return new FolderListing(files, true);
  }

  @Override
  public Map<String, StoredFile> named(String datastore, String folder, Collection<String> names) {
    throw new AssertionError("no folder is large here");
  }
}
