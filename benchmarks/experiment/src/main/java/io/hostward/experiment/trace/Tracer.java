package io.hostward.experiment.trace;

import io.hostward.Hostward;
import io.hostward.experiment.GeneratedSource;
import io.hostward.experiment.Place;
import io.hostward.experiment.TestUploads;
import io.hostward.experiment.UploadRecord;
import io.hostward.inventory.HostId;
import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.inventory.Mount;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.spi.VSphere;
import io.hostward.transfer.UploadSource;
import io.hostward.upload.RoutePreference;
import io.hostward.upload.UploadRequest;
import io.hostward.vsphere.ServerTime;
import io.hostward.vsphere.TrafficSample;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Relays test files through vCenter and finds out which host carried them. */
public final class Tracer {
  private static final long SEED = 2013;

  /** An hour of samples. */
  private static final int HOUR = 180;

  /** Hosts stamp their samples by their own clocks, which are kept within a second or so. */
  private static final Duration HOST_CLOCKS = Duration.ofSeconds(2);

  /** Two readings of the server's clock that differ by more are clocks that run apart. */
  private static final Duration APART = Duration.ofSeconds(2);

  /** How long a sample takes to show, at first. */
  private static final Duration LATE = Duration.ofSeconds(4);

  private static final Duration ASK_AGAIN = Duration.ofSeconds(3);

  private final Hostward hostward;
  private final VSphere vsphere;
  private final Place place;
  private final TestUploads uploads;
  private final Counters counters;
  private final HostSelectionPolicy expected;
  private final InstantSource clock;
  private final Pause pause;
  private final List<Span> sent = new ArrayList<>();
  private final HostClocks clocks = new HostClocks();

  /**
   * A tracer.
   *
   * @param hostward built on this vSphere and this clock
   * @param uploads puts test files at this place
   * @param expected the policy that predicts the host
   */
  public Tracer(
      Hostward hostward,
      VSphere vsphere,
      Place place,
      TestUploads uploads,
      Counters counters,
      HostSelectionPolicy expected,
      InstantSource clock,
      Pause pause) {
    this.hostward = hostward;
    this.vsphere = vsphere;
    this.place = place;
    this.uploads = uploads;
    this.counters = counters;
    this.expected = expected;
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * Traces.
   *
   * @param progress hears what is being done, a line each
   * @throws IOException if a file did not arrive, could not be removed, or counters cannot be read
   * @throws InterruptedException if it was interrupted; no file is left behind
   */
  public List<Round> run(TraceSettings settings, Consumer<String> progress)
      throws IOException, InterruptedException {
    // Nothing is sent where nothing could be seen.
    Set<HostId> shown = counters.read(HOUR).keySet();
    if (shown.isEmpty()) {
      throw new IOException(
          "cannot tell which host vCenter relays through: "
              + vsphere.describe()
              + " shows this user no network counters of the hosts that mount ["
              + place.datastore()
              + "]");
    }
    UploadSource source = new GeneratedSource(settings.bytes(), SEED);
    List<Round> rounds = new ArrayList<>();
    for (int number = 1; number <= settings.rounds(); number++) {
      Round round = round(number, source, settings, shown, progress);
      rounds.add(round);
    }
    return rounds;
  }

  private Round round(
      int number,
      UploadSource source,
      TraceSettings settings,
      Set<HostId> shown,
      Consumer<String> progress)
      throws IOException, InterruptedException {
    Prediction prediction = new Prediction(expected);
    UploadRequest any = UploadRequest.of(source, place.file("trace")).by(prediction);
    hostward.rank(place.datacenter().map(any::in).orElse(any));
    InventorySnapshot inventory = prediction.inventory();
    List<HostSnapshot> hosts =
        inventory.mounts().stream()
            .filter(mount -> mount.unusable().isEmpty())
            .map(Mount::host)
            .toList();
    List<Shot> shots = new ArrayList<>();
    Verdict verdict;
    do {
      progress.accept(
          "round " + number + ", file " + (shots.size() + 1) + ": sending " + source.describe());
      shots.add(shot(source, hosts, settings, shown, progress));
      verdict = Decision.of(hosts, shots);
    } while (verdict.carrier().isEmpty() && shots.size() < settings.shots());
    Map<HostId, Duration> off = new HashMap<>();
    hosts.forEach(host -> clocks.off(host.id()).ifPresent(by -> off.put(host.id(), by)));
    return new Round(
        number, shots, inventory, verdict, prediction.client(), prediction.first(), off);
  }

  private Shot shot(
      UploadSource source,
      List<HostSnapshot> hosts,
      TraceSettings settings,
      Set<HostId> shown,
      Consumer<String> progress)
      throws IOException, InterruptedException {
    ServerTime before = counters.time();
    TestUploads.Run run = uploads.run(source, r -> r.over(RoutePreference.RELAY_ONLY));
    if (run.problem().isPresent()) {
      throw new IOException("the test file did not arrive: " + run.problem().get());
    }
    ServerTime after = counters.time();
    ServerTime time = before.uncertainty().compareTo(after.uncertainty()) <= 0 ? before : after;
    Span sending = sending(run.events(), time);
    Span window = sending.widened(time.uncertainty().plus(HOST_CLOCKS));
    progress.accept("waiting for the hosts' counters of that time");
    Map<HostId, List<TrafficSample>> samples = samples(window.to(), time, settings, shown);
    List<UploadRecord.Point> points =
        run.events().points().stream()
            .map(point -> new UploadRecord.Point(time.of(point.at()), point.bytes()))
            .toList();
    List<String> doubts = new ArrayList<>(doubts(before, after));
    doubts.addAll(clocks.doubts(hosts));
    Shot shot = new Shot(source.size(), sending, window, sent, points, samples, doubts);
    sent.add(window);
    return shot;
  }

  /** By the upload's events: its first byte and its last, on the server's clock. */
  private static Span sending(UploadRecord events, ServerTime time) {
    List<UploadRecord.Point> points = events.points();
    return new Span(time.of(points.get(0).at()), time.of(points.get(points.size() - 1).at()));
  }

  private static List<String> doubts(ServerTime before, ServerTime after) {
    Duration moved = after.ahead().minus(before.ahead()).abs();
    Duration known = before.uncertainty().plus(after.uncertainty()).plus(APART);
    return moved.compareTo(known) > 0
        ? List.of(
            "the clocks ran apart by "
                + moved.toSeconds()
                + " s during the upload: one of them was set; keep both by NTP")
        : List.of();
  }

  /** Asks until each host that showed counters shows those of the time, or patience ends. */
  private Map<HostId, List<TrafficSample>> samples(
      Instant until, ServerTime time, TraceSettings settings, Set<HostId> shown)
      throws IOException, InterruptedException {
    Duration interval = Duration.ofSeconds(20);
    Instant due = until.minus(time.ahead()).plus(LATE);
    Instant last = due.plus(interval).plus(settings.patience());
    while (true) {
      pause.until(due);
      Instant asked = clock.instant();
      Map<HostId, List<TrafficSample>> samples = counters.read(HOUR);
      Duration half = Duration.between(asked, clock.instant()).dividedBy(2).abs();
      clocks.see(time.of(asked.plus(half)), time.uncertainty().plus(half), samples);
      boolean complete = shown.stream().allMatch(host -> reaches(samples.get(host), until));
      if (complete || !clock.instant().isBefore(last)) {
        return samples;
      }
      due = clock.instant().plus(ASK_AGAIN);
    }
  }

  private static boolean reaches(@Nullable List<TrafficSample> samples, Instant until) {
    return samples != null
        && !samples.isEmpty()
        && !samples.get(samples.size() - 1).end().isBefore(until);
  }
}
