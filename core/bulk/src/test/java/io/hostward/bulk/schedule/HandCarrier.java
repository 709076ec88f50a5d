package io.hostward.bulk.schedule;

import io.hostward.bulk.delivery.NewFolder;
import io.hostward.transfer.FailureDomain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** Carries nothing until the test says how it ended. */
final class HandCarrier implements Carrier {
  private final Map<Task, CompletableFuture<CarryResult>> running = new LinkedHashMap<>();
  private final Map<Task, Underway> underway = new LinkedHashMap<>();
  private final Map<Publication, CompletableFuture<PublishResult>> publications =
      new LinkedHashMap<>();
  private final List<Task> begun = new ArrayList<>();

  @Override
  public CompletableFuture<CarryResult> carry(Task task, Underway told) {
    CompletableFuture<CarryResult> future = new CompletableFuture<>();
    running.put(task, future);
    underway.put(task, told);
    begun.add(task);
    return future;
  }

  @Override
  public CompletableFuture<PublishResult> publish(Publication publication) {
    CompletableFuture<PublishResult> future = new CompletableFuture<>();
    publications.put(publication, future);
    return future;
  }

  /** Those that are to be published and are not. */
  List<Publication> publications() {
    publications.values().removeIf(CompletableFuture::isDone);
    return List.copyOf(publications.keySet());
  }

  private CompletableFuture<PublishResult> publication(NewFolder folder) {
    return publications.entrySet().stream()
        .filter(entry -> entry.getKey().folder().equals(folder) && !entry.getValue().isDone())
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  void published(NewFolder folder, PublishResult result) {
    publication(folder).complete(result);
  }

  void publicationBreaks(NewFolder folder, RuntimeException e) {
    publication(folder).completeExceptionally(e);
  }

  List<Task> begun() {
    return begun;
  }

  List<Task> running() {
    running.values().removeIf(CompletableFuture::isDone);
    return List.copyOf(running.keySet());
  }

  List<Task> running(String datastore) {
    return running().stream().filter(task -> task.datastore().equals(datastore)).toList();
  }

  Underway underway(Task task) {
    return underway.get(task);
  }

  void arrive(Task task) {
    running.remove(task).complete(new CarryResult.Arrived("direct", false, Optional.empty()));
  }

  void arrive(Task task, boolean copied) {
    running
        .remove(task)
        .complete(new CarryResult.Arrived("route", false, copied, Optional.empty()));
  }

  void fail(Task task, FailureDomain domain) {
    running.remove(task).complete(new CarryResult.Failed(domain, "broken " + domain, "direct"));
  }

  void breakDown(Task task, RuntimeException e) {
    running.remove(task).completeExceptionally(e);
  }

  /** Has everything arrive that runs, and what comes after it, but for some. */
  void arriveAll(Predicate<Task> which) {
    while (true) {
      List<Task> next = running().stream().filter(which).toList();
      if (next.isEmpty()) {
        return;
      }
      arrive(next.get(0));
    }
  }
}
