package io.hostward.faults;

import static io.hostward.faults.LabUploads.bytes;
import static io.hostward.faults.LabUploads.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.inventory.HostId;
import io.hostward.inventory.Mount;
import io.hostward.lab.Lab;
import io.hostward.lab.LabHost;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.model.Load;
import io.hostward.memory.HostMemory;
import io.hostward.net.Subnet;
import io.hostward.selector.HostPolicies;
import io.hostward.vsphere.VimVSphere;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Four hosts under different load: ESX1 has busy processors, ESX2 a busy line, ESX3 a slow
 * datastore, ESX4 nothing to do. Which host a policy chose shows in where the bytes went.
 */
class PoliciesTest {
  private static final int SIZE = 300_000;

  // vCenter's figures are up to 20 s old, by the clock; at the default half-life the oldest count
  // so
  // little that a loaded host is about equal now and then.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "least-loaded,half-life=1h                                     | ESX4",
        "first-usable                                                  | ESX1",
        "vcenter-default                                               | ESX1",
        "pinned,host=ESX3                                              | ESX3",
        "same-subnet,then=(least-loaded,half-life=1h)                  | ESX2",
        "prefer,host=ESX3,then=(least-loaded,half-life=1h)             | ESX3",
        "require,cluster=Cluster,then=(least-loaded,half-life=1h)      | ESX4",
        "avoid,host=ESX1,then=first-usable                             | ESX2",
        "first-of,of=(pinned,host=nobody),of=(least-loaded,half-life=1h) | ESX4",
        "weighted,3=(least-loaded,half-life=1h),1=first-usable         | ESX4",
        "failed-last,then=(least-loaded,half-life=1h)                  | ESX4",
        "fastest,explore=0                                             | ESX3",
      })
  void theBytesGoWhereThePolicyPoints(String policy, String host) throws Exception {
    try (Lab lab = Lab.start(loaded());
        VimVSphere vsphere = LabUploads.vsphere(lab)) {
      HostMemory memory = taught(vsphere, Map.of("ESX1", 10, "ESX2", 20, "ESX3", 40, "ESX4", 5));
      HostMemory memoryOfPolicy = policy.startsWith("fastest") ? memory : new HostMemory();
      try (OpenHostward hostward = hostward(lab, vsphere, policy, memoryOfPolicy)) {
        hostward.upload(request(bytes(SIZE)));
        hostward.upload(request(bytes(SIZE)));

        assertThat(takers(lab)).containsExactly(Map.entry(host, 2L));
      }
    }
  }

  @Test
  void roundRobinServesEachHostInTurn() throws Exception {
    try (Lab lab = Lab.start(loaded());
        VimVSphere vsphere = LabUploads.vsphere(lab);
        OpenHostward hostward = hostward(lab, vsphere, "round-robin", new HostMemory())) {
      for (int i = 0; i < 8; i++) {
        hostward.upload(request(bytes(SIZE)));
      }
      assertThat(takers(lab)).isEqualTo(Map.of("ESX1", 2L, "ESX2", 2L, "ESX3", 2L, "ESX4", 2L));
    }
  }

  @Test
  void randomFollowsItsSeed() throws Exception {
    List<Map<String, Long>> runs = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      try (Lab lab = Lab.start(loaded());
          VimVSphere vsphere = LabUploads.vsphere(lab);
          OpenHostward hostward = hostward(lab, vsphere, "random,seed=7", new HostMemory())) {
        for (int i = 0; i < 12; i++) {
          hostward.upload(request(bytes(SIZE)));
        }
        runs.add(takers(lab));
      }
    }
    assertThat(runs.get(0)).hasSizeGreaterThan(2).isEqualTo(runs.get(1));
  }

  @Test
  void aFailureIsSeenByTheNextSelectionAtOnce() throws Exception {
    try (Lab lab = Lab.start(loaded());
        VimVSphere vsphere = LabUploads.vsphere(lab);
        OpenHostward hostward =
            hostward(lab, vsphere, "failed-last,then=first-usable", new HostMemory())) {
      lab.host("ESX1").once(new Fault.ResetAfter(SIZE / 2));
      assertThat(hostward.upload(request(bytes(SIZE))).failed()).hasSize(1);

      assertThat(hostward.upload(request(bytes(SIZE))).failed()).isEmpty();
      assertThat(
              hostward
                  .hostward()
                  .rank("vmstore", Optional.empty(), java.util.OptionalLong.empty())
                  .ranked())
          .extracting(ranked -> ranked.host().name())
          .endsWith("ESX1");
    }
  }

  private static LabModel loaded() {
    return LabModel.standard().toBuilder()
        .host("ESX1", host -> host.load(Load.IDLE.withCpuMhz(35_000)))
        .host("ESX2", host -> host.load(Load.IDLE.withReceivedKbps(1_100_000)))
        .host("ESX3", host -> host.load(Load.IDLE.withWriteLatencyMs(200)))
        .build();
  }

  private static OpenHostward hostward(
      Lab lab, VimVSphere vsphere, String policy, HostMemory memory) throws Exception {
    String near = address(vsphere, "ESX2");
    return OpenHostward.of(
        vsphere,
        builder ->
            builder
                .policy(HostPolicies.named(policy))
                .memory(memory)
                .clientAddresses(List.of(Subnet.parse(near + "/32")))
                .seed(lab.hosts().size()));
  }

  private static String address(VimVSphere vsphere, String host) throws Exception {
    return vsphere.datastore("vmstore", Optional.empty()).snapshot().mounts().stream()
        .map(Mount::host)
        .filter(snapshot -> snapshot.name().equals(host))
        .findFirst()
        .orElseThrow()
        .managementAddresses()
        .get(0);
  }

  /** A memory of earlier uploads at these megabytes per second. */
  private static HostMemory taught(VimVSphere vsphere, Map<String, Integer> rates)
      throws Exception {
    HostMemory memory = new HostMemory();
    Instant now = Instant.now();
    for (Mount mount : vsphere.datastore("vmstore", Optional.empty()).snapshot().mounts()) {
      HostId id = mount.host().id();
      long size = rates.getOrDefault(mount.host().name(), 1) * 10_000_000L;
      HostMemory.Visit upload = memory.begin(id, size, now.minusSeconds(10));
      upload.sent(1, now.minusSeconds(10));
      upload.sent(size, now);
      upload.succeeded(now);
    }
    return memory;
  }

  /** How many files' bytes each host took on its own port, by name. */
  private static Map<String, Long> takers(Lab lab) {
    Map<String, Long> takers = new TreeMap<>();
    for (LabHost host : lab.hosts()) {
      long files = host.traffic().httpsIn() / SIZE;
      if (files > 0) {
        takers.put(host.name(), files);
      }
    }
    return takers;
  }
}
