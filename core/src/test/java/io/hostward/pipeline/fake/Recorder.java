package io.hostward.pipeline.fake;

import io.hostward.transfer.Route;
import io.hostward.transfer.RouteName;
import io.hostward.upload.Outcome;
import io.hostward.upload.UploadEvent;
import io.hostward.upload.UploadListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Writes down what it hears, and whether two calls overlapped. */
public final class Recorder implements UploadListener {
  private final List<UploadEvent> heard = new CopyOnWriteArrayList<>();
  private final AtomicBoolean inside = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean overlapped;

  @Override
  public void heard(UploadEvent event) {
    overlapped |= !inside.compareAndSet(false, true);
    heard.add(event);
    inside.set(false);
    if (event instanceof UploadEvent.Ended) {
      ended.countDown();
    }
  }

  /** Waits for the last event. */
  public void awaitEnd() throws InterruptedException {
    if (!ended.await(30, TimeUnit.SECONDS)) {
      throw new AssertionError("no end after " + events());
    }
  }

  /** The events themselves. */
  public List<UploadEvent> heard() {
    return List.copyOf(heard);
  }

  /** The outcome that the last event carries. */
  public Outcome outcome() {
    return ((UploadEvent.Ended) heard.get(heard.size() - 1)).outcome();
  }

  public boolean hasOverlapped() {
    return overlapped;
  }

  /** Everything heard, in words. */
  public List<String> events() {
    return heard.stream().map(Recorder::words).toList();
  }

  /** All but the stages. */
  public List<String> withoutStages() {
    return events().stream().filter(event -> !event.startsWith("entered")).toList();
  }

  public static String name(Route route) {
    return name(route.name());
  }

  /** The host's name alone, or "relay". */
  public static String name(RouteName route) {
    return route.kind() == RouteName.Kind.DIRECT ? route.server() : FakeTransport.RELAY;
  }

  private static String words(UploadEvent event) {
    if (event instanceof UploadEvent.StageBegun begun) {
      return "entered " + begun.stage();
    } else if (event instanceof UploadEvent.Ranked ranked) {
      return "ranked " + ranked.selection().ranked().size();
    } else if (event instanceof UploadEvent.RouteBegun begun) {
      return "route " + name(begun.route());
    } else if (event instanceof UploadEvent.BytesSent sent) {
      return "sent " + sent.bytes() + "/" + sent.total();
    } else if (event instanceof UploadEvent.RouteFailed failed) {
      return "failed " + name(failed.route()) + " " + failed.attempt().domain();
    } else if (event instanceof UploadEvent.Waiting waiting) {
      return "waiting " + waiting.domain();
    }
    return event.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
  }
}
