package io.hostward.memory;

import io.hostward.inventory.HostId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What one process remembers of its own uploads, so that policies need not remember anything: what
 * is under way, what each host gave, what failed, and what was chosen before. The pipeline feeds
 * it; several pipelines to one vCenter may share it. It reads no clock, does no I/O and is safe for
 * use by many threads.
 */
public final class HostMemory {
  private final Map<HostId, HostRecord> hosts = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> turns = new ConcurrentHashMap<>();
  private final Map<String, HostId> previous = new ConcurrentHashMap<>();

  /** An upload under way to one host. The first of the three endings counts. */
  public interface Upload {
    /** The host. */
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

  /** An upload of this size is given to this host. */
  public Upload begin(HostId host, long size, Instant now) {
    return hosts.computeIfAbsent(host, HostRecord::new).begin(size, now);
  }

  /** Returns what there is to say of each host that has seen an upload. */
  public Map<HostId, HostUse> uses(Instant now) {
    Map<HostId, HostUse> uses = new HashMap<>();
    hosts.forEach((id, host) -> uses.put(id, host.use(now)));
    return uses;
  }

  /** Returns how many selections were made for a datastore. */
  public long turn(String datastoreId) {
    AtomicLong turn = turns.get(datastoreId);
    return turn == null ? 0 : turn.get();
  }

  /** Returns the same and counts one more. */
  public long nextTurn(String datastoreId) {
    return turns.computeIfAbsent(datastoreId, id -> new AtomicLong()).getAndIncrement();
  }

  /** Returns the host that was chosen last for a datastore. */
  public Optional<HostId> previous(String datastoreId) {
    @Nullable HostId host = previous.get(datastoreId);
    return Optional.ofNullable(host);
  }

  /** A host was chosen for a datastore. */
  public void chosen(String datastoreId, HostId host) {
    previous.put(datastoreId, host);
  }
}
