package io.hostward.netty;

import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferException.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Gathers why no candidate could be connected to, and makes one failure of it. */
final class ConnectFailures {
  private final List<FailedCandidate> failures = new ArrayList<>();

  void add(FailedCandidate failure) {
    failures.add(failure);
  }

  /** The candidate that came farthest says most: its phase, cause and remedy are given. */
  TransferException summary() {
    FailedCandidate farthest =
        failures.stream()
            .filter(failure -> failure.phase() == Phase.TLS)
            .findFirst()
            .orElseGet(() -> failures.get(failures.size() - 1));
    if (OwnFailure.is(farthest.cause())) {
      return OwnFailure.of(0, farthest.cause());
    }
    String all = failures.stream().map(FailedCandidate::what).collect(Collectors.joining("; "));
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
