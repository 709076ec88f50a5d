package io.hostward.experiment.trace;

import io.hostward.inventory.HostId;
import io.hostward.transfer.VSphereException;
import io.hostward.vsphere.ServerTime;
import io.hostward.vsphere.TrafficSample;
import io.hostward.vsphere.VimVSphere;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The counters of the hosts that mount a datastore, and the clock that they go by. */
public interface Counters {

  /**
   * Returns the newest samples, oldest first, of each host that shows some.
   *
   * @throws VSphereException if they may not be read, or the server does not answer
   */
  Map<HostId, List<TrafficSample>> read(int samples) throws VSphereException;

  /** Returns what the server's clock shows. */
  ServerTime time() throws VSphereException;

  /** The counters of a vCenter. */
  static Counters of(VimVSphere vsphere, String datastore, Optional<String> datacenter) {
    return new Counters() {
      @Override
      public Map<HostId, List<TrafficSample>> read(int samples) throws VSphereException {
        return vsphere.traffic(datastore, datacenter, samples);
      }

      @Override
      public ServerTime time() throws VSphereException {
        return vsphere.serverTime();
      }
    };
  }
}
