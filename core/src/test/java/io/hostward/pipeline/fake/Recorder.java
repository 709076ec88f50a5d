package io.hostward.pipeline.fake;

import io.hostward.ranking.Selection;
import io.hostward.transfer.Route;
import io.hostward.upload.Attempt;
import io.hostward.upload.Stage;
import io.hostward.upload.UploadListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** Writes down what it hears, and whether two calls overlapped. */
public final class Recorder implements UploadListener {
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final AtomicBoolean inside = new AtomicBoolean();

  @Override
  public void entered(Stage stage) {
    heard("entered " + stage);
  }

  @Override
  public void selected(Selection selection) {
    heard("selected " + selection.ranked().size());
  }

  @Override
  public void started(Route route) {
    heard("started " + name(route));
  }

  @Override
  public void progressed(long bytes, long total) {
    heard("progressed " + bytes + "/" + total);
  }

  @Override
  public void failed(Attempt attempt) {
    heard("failed " + name(attempt.route()));
  }

  /** Everything heard. */
  public List<String> events() {
    return List.copyOf(events);
  }

  /** All but the stages. */
  public List<String> withoutStages() {
    return events.stream().filter(event -> !event.startsWith("entered")).toList();
  }

  public static String name(Route route) {
    return route instanceof Route.Direct direct ? direct.host().name() : FakeTransport.RELAY;
  }

  private void heard(String event) {
    if (!inside.compareAndSet(false, true)) {
      events.add("OVERLAP");
    }
    events.add(event);
    inside.set(false);
  }
}
