package io.hostward.experiment.compare;

import io.hostward.experiment.UploadRecord;
import io.hostward.transfer.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes down one run of a comparison, as plain values. */
final class RunWriter {
  /** So many moments of a transfer are shown. */
  private static final int MOMENTS = 40;

  private RunWriter() {}

  static CompareDocument.RunPart write(Measurement run) {
    boolean ok = run.problem().isEmpty();
    return new CompareDocument.RunPart(
        run.contestant().name(),
        run.order(),
        run.repetition(),
        ok,
        seconds(run.elapsed().toNanos() / 1e9),
        ok ? Math.round(run.rate()) : 0,
        firstByte(run.uploads()),
        run.cpu().map(cpu -> seconds(cpu.toNanos() / 1e9)).orElse(null),
        carriers(run),
        run.problem().orElse(null),
        run.flows().isEmpty() ? null : run.flows(),
        run.uploads().size() == 1 ? progress(run.uploads().get(0)) : null);
  }

  private static List<CompareDocument.CarrierPart> carriers(Measurement run) {
    Map<String, CompareDocument.CarrierPart> parts = new LinkedHashMap<>();
    for (UploadRecord upload : run.uploads()) {
      Optional<Route> route = upload.carrier();
      if (route.isPresent()) {
        CompareDocument.CarrierPart one = carrier(route.get(), upload);
        parts.merge(
            one.kind() + one.hostId(),
            one,
            (a, b) ->
                new CompareDocument.CarrierPart(
                    a.kind(), a.host(), a.hostId(), a.files() + 1, a.bytes() + b.bytes()));
      }
    }
    return List.copyOf(parts.values());
  }

  private static CompareDocument.CarrierPart carrier(Route route, UploadRecord upload) {
    long bytes = upload.receipt().map(receipt -> receipt.bytes()).orElse(0L);
    return route instanceof Route.Direct direct
        ? new CompareDocument.CarrierPart(
            "direct", direct.host().name(), direct.host().id().value(), 1, bytes)
        : new CompareDocument.CarrierPart("relay", null, null, 1, bytes);
  }

  private static List<CompareDocument.ProgressPart> progress(UploadRecord upload) {
    List<UploadRecord.Point> points = upload.points();
    List<CompareDocument.ProgressPart> parts = new ArrayList<>();
    int step = Math.max(1, points.size() / MOMENTS);
    for (int i = 0; i < points.size(); i++) {
      if (i % step == 0 || i == points.size() - 1) {
        Duration since = Duration.between(points.get(0).at(), points.get(i).at());
        parts.add(
            new CompareDocument.ProgressPart(
                seconds(since.toNanos() / 1e9), points.get(i).bytes()));
      }
    }
    return parts;
  }

  /** The median time until the first byte of some files. */
  static @Nullable Double firstByte(List<UploadRecord> uploads) {
    double[] figures =
        uploads.stream()
            .flatMap(upload -> upload.untilFirstByte().stream())
            .mapToDouble(time -> time.toNanos() / 1e9)
            .toArray();
    return figures.length == 0 ? null : seconds(Bootstrap.median(figures));
  }

  static double seconds(double value) {
    return Math.round(value * 1e3) / 1e3;
  }
}
