package io.hostward.memory;

import io.hostward.inventory.HostId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What one process remembers of its own uploads, so that policies need not remember anything: what
 * is under way, what each host gave, what failed, and what was chosen before. The pipeline feeds
 * it; several pipelines to one vCenter may share it. It reads no clock, does no I/O and is safe for
 * use by many threads. The moments that it is told are those of one {@link
 * io.hostward.inventory.SteadyClock}: by a clock that may be set it would forget, or never forget.
 */
public final class HostMemory {
  private final Map<HostId, HostRecord> hosts = new ConcurrentHashMap<>();

  /** Guards what follows. No foreign code runs under it. */
  private final Object lock = new Object();

  private final Map<String, Long> turns = new HashMap<>();
  private final Map<String, HostId> previous = new HashMap<>();
  private long version;

  public HostMemory() {}

  /** One upload to one host, while it is under way. The first of the three endings counts. */
  public interface Visit {
    HostId host();

    /** Bytes of the file handed to the network so far. */
    void sent(long total, Instant now);

    /** The host took the file: earlier failures are forgotten. */
    void succeeded(Instant now);

    /** The host failed the upload. */
    void failed(String problem, Instant now);

    /** The upload ended for a reason that says nothing about the host. */
    void abandoned(Instant now);
  }

  /** Notes that an upload of so many bytes goes to a host. */
  public Visit begin(HostId host, long size, Instant now) {
    synchronized (lock) {
      version++;
    }
    return hosts.computeIfAbsent(host, HostRecord::new).begin(size, now);
  }

  /** Returns what there is to say of each host that has seen an upload. */
  public Map<HostId, HostUse> uses(Instant now) {
    Map<HostId, HostUse> uses = new HashMap<>();
    hosts.forEach((id, host) -> uses.put(id, host.use(now)));
    return uses;
  }

  /**
   * What is known at one moment. A choice that is made on it counts only if no other upload was
   * given a host meanwhile: see {@link #reserve}.
   *
   * @param version grows with each host that is given to an upload
   * @param uses as {@link #uses}
   * @param previous the host that was chosen last for the datastore
   * @param turn how many uploads were given a host of the datastore before
   */
  public record View(
      long version, Map<HostId, HostUse> uses, Optional<HostId> previous, long turn) {}

  /** Returns what there is to say before a host is chosen for a datastore. */
  public View view(String datastoreId, Instant now) {
    synchronized (lock) {
      @Nullable HostId host = previous.get(datastoreId);
      return new View(
          version, uses(now), Optional.ofNullable(host), turns.getOrDefault(datastoreId, 0L));
    }
  }

  /**
   * Gives an upload the host that was chosen for it, so that the next choice sees it on its way.
   * Between {@link #view} and this no lock is held, since a policy may be an application's code.
   *
   * @return nothing if another upload was given a host since the view: choose again
   */
  public Optional<Visit> reserve(
      View seen, String datastoreId, HostId host, long size, Instant now) {
    synchronized (lock) {
      return seen.version() == version
          ? Optional.of(take(datastoreId, host, size, now))
          : Optional.empty();
    }
  }

  /** Gives an upload a host, whatever others were given meanwhile. */
  public Visit take(String datastoreId, HostId host, long size, Instant now) {
    synchronized (lock) {
      turns.merge(datastoreId, 1L, Long::sum);
      previous.put(datastoreId, host);
      return begin(host, size, now);
    }
  }
}
