package io.hostward.netty;

import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferException.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Gathers why no candidate could be reached, and tells it as one failure. */
final class ConnectFailures {
  private final List<Failed> failures = new ArrayList<>();

  void add(Failed failure) {
    failures.add(failure);
  }

  /** The candidate that came farthest tells most: its phase, cause and remedy are given. */
  TransferException summary() {
    Failed farthest =
        failures.stream()
            .filter(failure -> failure.phase() == Phase.TLS)
            .findFirst()
            .orElseGet(() -> failures.get(failures.size() - 1));
    String all = failures.stream().map(Failed::what).collect(Collectors.joining("; "));
    TransferException summary =
        new TransferException(
            farthest.phase(),
            "no connection: " + all + "; " + farthest.remedy(),
            0,
            farthest.cause());
    failures.stream()
        .filter(failure -> !failure.equals(farthest))
        .forEach(failure -> summary.addSuppressed(failure.cause()));
    return summary;
  }
}
