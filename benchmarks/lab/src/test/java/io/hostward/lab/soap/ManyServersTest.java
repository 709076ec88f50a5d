package io.hostward.lab.soap;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.lab.model.DatastoreModel;
import io.hostward.lab.model.HostModel;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.model.StorageMode;
import io.hostward.lab.state.LabState;
import io.hostward.lab.storage.Stores;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server's own memory does not grow with all hosts times all datastores. */
class ManyServersTest {
  private static final int HOSTS = 84;
  private static final int DATASTORES = 64;

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.SECONDS)
  void aVcenterAndItsManyHostsOfManyDatastoresAreThereAtOnce() {
    var builder = LabModel.standard(HOSTS).toBuilder();
    List<String> hosts = builder.build().hosts().stream().map(HostModel::moid).toList();
    for (int i = 0; i < DATASTORES; i++) {
      builder.addDatastore(DatastoreModel.vmfs("many-" + i, "many-" + i, hosts));
    }
    LabModel model = builder.eachDatastore(d -> d.withStorage(StorageMode.discard())).build();
    List<SoapEndpoint> servers = new ArrayList<>();
    try (LabState state = new LabState(model, store -> Stores.open(store, model.clock()))) {
      try {
        servers.add(SoapEndpoint.forVcenter(state));
        hosts.forEach(host -> servers.add(SoapEndpoint.forHost(state, host)));

        assertThat(servers).hasSize(1 + HOSTS);
      } finally {
        servers.forEach(SoapEndpoint::close);
      }
    }
  }
}
