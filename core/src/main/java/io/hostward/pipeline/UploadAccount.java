package io.hostward.pipeline;

import io.hostward.inventory.DatastorePath;
import io.hostward.ranking.Selection;
import io.hostward.transfer.Route;
import io.hostward.upload.FailedAttempt;
import io.hostward.upload.Outcome;
import io.hostward.upload.Stage;
import io.hostward.upload.TargetState;
import io.hostward.upload.UploadEvent;
import io.hostward.upload.UploadResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one upload add up to. Nothing gets in here but by an event, and nothing else
 * keeps an account. Safe for use by several threads.
 */
final class UploadAccount {
  private final Map<Stage, Duration> times = new EnumMap<>(Stage.class);
  private final List<UploadEvent.RouteFailed> failures = new ArrayList<>();
  private final Set<DatastorePath> remaining = new LinkedHashSet<>();
  private final List<DatastorePath> undecided = new ArrayList<>();
  private final List<DatastorePath> leftovers = new ArrayList<>();
  private Duration begun = Duration.ZERO;
  private Stage stage = Stage.INVENTORY;
  private Duration stageBegun = Duration.ZERO;
  private Duration ended = Duration.ZERO;
  private @Nullable Selection selection;
  private UploadEvent.@Nullable RouteBegun route;
  private Duration routeBegun = Duration.ZERO;
  private long bytes;
  private boolean folderMade;
  private UploadEvent.@Nullable Verified verified;
  private UploadEvent.@Nullable Published published;
  private TargetState target = TargetState.UNCHANGED;

  /**
   * Adds an event.
   *
   * @param passed how much time had passed when it was told: its own instant is no measure, since
   *     the clock may be set between two events
   */
  synchronized void add(UploadEvent event, Duration passed) {
    if (event instanceof UploadEvent.Begun) {
      begun = passed;
      stageBegun = passed;
      routeBegun = passed;
    } else if (event instanceof UploadEvent.StageBegun next) {
      endStage(passed);
      stage = next.stage();
      bytes = stage == Stage.TRANSFER ? 0 : bytes;
    } else if (event instanceof UploadEvent.Ranked ranked) {
      selection = ranked.selection();
    } else if (event instanceof UploadEvent.RouteBegun next) {
      route = next;
      routeBegun = passed;
      bytes = 0;
    } else if (event instanceof UploadEvent.BytesSent sent) {
      bytes = sent.bytes();
    } else if (event instanceof UploadEvent.FolderMade) {
      folderMade = true;
    } else if (event instanceof UploadEvent.Verified compared) {
      verified = compared;
    } else if (event instanceof UploadEvent.Ended) {
      endStage(passed);
      ended = passed;
    } else {
      addEnding(event);
    }
  }

  private void addEnding(UploadEvent event) {
    if (event instanceof UploadEvent.Published done) {
      published = done;
      target = TargetState.NEW;
    } else if (event instanceof UploadEvent.RouteFailed failed) {
      failures.add(failed);
      if (failed.target() == TargetState.UNKNOWN) {
        undecided.addAll(failed.remains().stream().toList());
      } else {
        failed.remains().ifPresent(remaining::add);
      }
      target = failed.target() == TargetState.UNCHANGED ? target : failed.target();
    } else if (event instanceof UploadEvent.Cleaned cleaned) {
      remaining.remove(cleaned.file());
    } else if (event instanceof UploadEvent.Leftover left) {
      leftovers.add(left.file());
    }
  }

  private void endStage(Duration now) {
    times.merge(stage, now.minus(stageBegun), Duration::plus);
    stageBegun = now;
  }

  synchronized Stage stage() {
    return stage;
  }

  /** How much time had passed when the last route began, or the upload if none has. */
  synchronized Duration routeBegun() {
    return routeBegun;
  }

  synchronized long bytes() {
    return bytes;
  }

  synchronized boolean isFolderMade() {
    return folderMade;
  }

  synchronized TargetState target() {
    return target;
  }

  /** The temporary files that may exist, and are to be deleted. */
  synchronized List<DatastorePath> remaining() {
    return List.copyOf(remaining);
  }

  /**
   * Temporary files of which nobody knows whether they are about to be moved: not to be touched.
   */
  synchronized List<DatastorePath> undecided() {
    return List.copyOf(undecided);
  }

  synchronized Optional<Selection> selection() {
    return Optional.ofNullable(selection);
  }

  synchronized List<FailedAttempt> failed() {
    return failures.stream().map(UploadEvent.RouteFailed::attempt).toList();
  }

  synchronized List<Throwable> causes() {
    return failures.stream().map(UploadEvent.RouteFailed::cause).toList();
  }

  synchronized List<DatastorePath> leftovers() {
    return List.copyOf(leftovers);
  }

  synchronized Outcome outcome(Outcome.@Nullable Failure failure) {
    return new Outcome(target, leftovers, failed(), failure);
  }

  /** The result, once it has ended well. */
  synchronized Optional<UploadResult> result(UploadEvent.Ended end) {
    if (published == null || verified == null || selection == null || route == null) {
      return Optional.empty();
    }
    Route taken = route.route();
    return Optional.of(
        new UploadResult(
            end.upload(),
            published.path(),
            taken,
            route.relayed(),
            verified.receipt().bytes(),
            verified.sha256(),
            verified.receipt(),
            selection,
            times,
            ended.minus(begun),
            end.outcome()));
  }
}
