package io.hostward.lab.relay;

import io.hostward.lab.model.MountModel;
import io.hostward.lab.state.DatastoreState;
import io.hostward.lab.state.HostState;
import io.hostward.lab.state.LabState;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.zip.CRC32C;

/**
 * vCenter's hidden rule: which host it relays through. Seen from outside it is sticky per
 * datastore, follows neither names nor ids, weighs no load, and changes only when the host becomes
 * unusable in vCenter's eyes. Thread-safe.
 */
final class RelayChoice {
  private final LabState state;
  private final Map<String, String> sticky = new ConcurrentHashMap<>();

  RelayChoice(LabState state) {
    this.state = state;
  }

  /** The host for a datastore; empty if vCenter knows none that is usable. */
  Optional<HostState> choose(DatastoreState datastore, boolean toWrite) {
    Predicate<MountModel> fit = toWrite ? MountModel::writable : MountModel::readable;
    List<HostState> usable =
        datastore.mounts().stream()
            .filter(fit)
            .flatMap(mount -> state.host(mount.host()).stream())
            .filter(HostState::usable)
            .toList();
    String before = sticky.get(datastore.moid());
    Optional<HostState> chosen =
        usable.stream()
            .filter(host -> host.moid().equals(before))
            .findFirst()
            .or(() -> usable.stream().max(Comparator.comparingLong(h -> rank(datastore, h))));
    chosen.ifPresent(host -> sticky.put(datastore.moid(), host.moid()));
    return chosen;
  }

  private long rank(DatastoreState datastore, HostState host) {
    CRC32C crc = new CRC32C();
    String text = state.model().relaySeed() + "/" + datastore.moid() + "/" + host.moid();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    // A CRC is linear, so ids in a row would rank in a pattern; the product breaks it.
    return (crc.getValue() * 0x9E3779B97F4A7C15L) >>> 1;
  }
}
