package io.hostward.experiment.compare;

import io.hostward.experiment.GeneratedSource;
import io.hostward.experiment.TestUploads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Uploads several files at once and waits for all of them, whatever becomes of one. */
final class Batch {
  private static final long SEED = 1;

  private final TestUploads uploads;

  Batch(TestUploads uploads) {
    this.uploads = uploads;
  }

  /**
   * Uploads.
   *
   * @throws InterruptedException if one was interrupted; every file is removed by then
   */
  List<TestUploads.Run> run(Contestant contestant, List<Long> sizes, int concurrency)
      throws IOException, InterruptedException {
    if (sizes.size() == 1) {
      return List.of(uploads.run(new GeneratedSource(sizes.get(0), SEED), contestant.how()));
    }
    ExecutorService threads = Executors.newFixedThreadPool(concurrency);
    try {
      List<Future<TestUploads.Run>> futures = new ArrayList<>();
      for (long size : sizes) {
        futures.add(
            threads.submit(() -> uploads.run(new GeneratedSource(size, SEED), contestant.how())));
      }
      return await(futures);
    } finally {
      // All have ended, or are removed from the queue: none is begun any more.
      threads.shutdownNow();
    }
  }

  private static List<TestUploads.Run> await(List<Future<TestUploads.Run>> futures)
      throws IOException, InterruptedException {
    List<TestUploads.Run> runs = new ArrayList<>();
    List<Throwable> failures = new ArrayList<>();
    for (Future<TestUploads.Run> future : futures) {
      try {
        runs.add(future.get());
      } catch (ExecutionException e) {
        failures.add(e.getCause() == null ? e : e.getCause());
      }
    }
    if (failures.isEmpty()) {
      return runs;
    }
    Throwable first = failures.get(0);
    failures.stream().skip(1).forEach(first::addSuppressed);
    if (first instanceof InterruptedException interrupted) {
      throw interrupted;
    } else if (first instanceof IOException failed) {
      throw failed;
    }
    throw new IOException("a test upload failed: " + first, first);
  }
}
