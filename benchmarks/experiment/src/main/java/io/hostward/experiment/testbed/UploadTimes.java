package io.hostward.experiment.testbed;

import io.hostward.experiment.testbed.ClientLine.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the events of one upload say of its time.
 *
 * @param route the last route that was tried, in words; empty if none was
 * @param seconds from begin to end
 * @param untilFirstByte seconds from the begin until bytes are known to be sent; 0 if none were
 * @param transferSeconds from the request's start until the server's answer; 0 if it failed
 * @param problem why it failed; empty if the file stands under its name
 */
record UploadTimes(
    String route,
    double seconds,
    double untilFirstByte,
    double transferSeconds,
    Optional<String> problem) {

  static UploadTimes of(List<ClientLine> lines) {
    long begun = first(lines, Kind.BEGUN).map(ClientLine::micros).orElse(0L);
    long ended = last(lines, Kind.ENDED).map(ClientLine::micros).orElse(begun);
    boolean published = last(lines, Kind.PUBLISHED).isPresent();
    return new UploadTimes(
        last(lines, Kind.ROUTE).map(ClientLine::detail).orElse(""),
        (ended - begun) / 1e6,
        first(lines, Kind.BYTES).map(line -> (line.micros() - begun) / 1e6).orElse(0.0),
        last(lines, Kind.VERIFIED).map(UploadTimes::transfer).orElse(0.0),
        published
            ? Optional.empty()
            : Optional.of(
                last(lines, Kind.FAILED)
                    .map(ClientLine::detail)
                    .orElse("the client ended without a word")));
  }

  private static double transfer(ClientLine verified) {
    String[] nanos = verified.detail().split(" ", -1);
    return Long.parseLong(nanos[1]) / 1e9;
  }

  private static Optional<ClientLine> first(List<ClientLine> lines, Kind kind) {
    return lines.stream().filter(line -> line.kind() == kind).findFirst();
  }

  private static Optional<ClientLine> last(List<ClientLine> lines, Kind kind) {
    List<ClientLine> of = new ArrayList<>(lines);
    of.removeIf(line -> line.kind() != kind);
    return of.isEmpty() ? Optional.empty() : Optional.of(of.get(of.size() - 1));
  }
}
