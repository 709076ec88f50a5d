package io.hostward.bulk.schedule;

import io.hostward.bulk.delivery.ContentDigest;
import io.hostward.transfer.FailureDomain;
import java.util.Optional;

/** What carrying out a delivery came to. */
public sealed interface CarryResult {

  /**
   * It stands under its name.
   *
   * @param route over which it went; empty if it was there already
   * @param wasThere whether it was there already and nothing was sent
   * @param copied whether it was copied inside vSphere
   * @param digest of what was sent, if it was taken
   */
  record Arrived(String route, boolean wasThere, boolean copied, Optional<ContentDigest> digest)
      implements CarryResult {

    /** It was sent, or was there. */
    public Arrived(String route, boolean wasThere, Optional<ContentDigest> digest) {
      this(route, wasThere, false, digest);
    }
  }

  /**
   * It does not stand there.
   *
   * @param domain whose failure it is: says whether it comes again
   * @param problem what was tried, where, what came back, what to do
   * @param route on which it failed last; empty if it came to none
   */
  record Failed(FailureDomain domain, String problem, String route) implements CarryResult {}
}
