package io.hostward.lab.perf;

import static org.assertj.core.api.Assertions.assertThat;

import com.vmware.vim25.PerfCounterInfo;
import com.vmware.vim25.PerfEntityMetric;
import com.vmware.vim25.PerfEntityMetricCSV;
import com.vmware.vim25.PerfMetricId;
import com.vmware.vim25.PerfMetricIntSeries;
import com.vmware.vim25.PerfQuerySpec;
import io.hostward.lab.fault.Entrance;
import io.hostward.lab.model.ConnectionState;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.model.Load;
import io.hostward.lab.model.StorageMode;
import io.hostward.lab.state.HostState;
import io.hostward.lab.state.LabState;
import io.hostward.lab.storage.Stores;
import io.hostward.lab.vim.Ref;
import io.hostward.lab.vim.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PerfEngineTest {
  private final MutableClock clock = new MutableClock();
  private final LabState state = state();
  private final HostState host = state.hosts().get(0);
  private final PerfEngine engine = new PerfEngine(state, state.hosts(), 50);

  private LabState state() {
    LabModel model =
        LabModel.standard(2).toBuilder()
            .clock(clock)
            .eachDatastore(d -> d.withStorage(StorageMode.discard()))
            .build();
    return new LabState(model, store -> Stores.open(store, clock));
  }

  @AfterEach
  void close() {
    state.close();
  }

  private int id(String name) {
    return engine.counters().stream()
        .filter(c -> name(c).equals(name))
        .findFirst()
        .map(PerfCounterInfo::getKey)
        .orElseThrow();
  }

  private static String name(PerfCounterInfo info) {
    return info.getGroupInfo().getKey()
        + "."
        + info.getNameInfo().getKey()
        + "."
        + info.getRollupType().value();
  }

  private PerfQuerySpec spec(String counter, String instance, int samples) {
    var metric = new PerfMetricId();
    metric.setCounterId(id(counter));
    metric.setInstance(instance);
    var spec = new PerfQuerySpec();
    spec.setEntity(new Ref("HostSystem", host.moid()).toVim());
    spec.setMaxSample(samples);
    spec.getMetricId().add(metric);
    return spec;
  }

  private List<Long> figures(String counter, String instance, int samples) {
    var answer = (PerfEntityMetric) engine.query(host, spec(counter, instance, samples));
    return ((PerfMetricIntSeries) answer.getValue().get(0)).getValue();
  }

  @Test
  void countsTheBytesThatPassedOnTopOfTheBackground() {
    host.setLoad(Load.IDLE.withReceivedKbps(1000));
    host.traffic().in(Entrance.HTTPS).add(20L * 1024 * 500);
    host.traffic().in(Entrance.NFC).add(20L * 1024 * 70);
    clock.advance(Duration.ofSeconds(20));
    assertThat(figures("net.received.average", "", 1)).containsExactly(1570L);
    assertThat(figures("net.received.average", "vmnic0", 1)).containsExactly(1570L);
    clock.advance(Duration.ofSeconds(20));
    assertThat(figures("net.received.average", "", 2)).containsExactly(1570L, 1000L);
  }

  @Test
  void sharesBytesOverIntervalsThatWereNotLookedAt() {
    host.traffic().out(Entrance.HTTPS).add(3 * 20L * 1024 * 30);
    clock.advance(Duration.ofSeconds(60));
    assertThat(figures("net.transmitted.average", "", 4)).containsExactly(0L, 30L, 30L, 30L);
  }

  @Test
  void tellsWritesByDatastore() {
    host.traffic().written("datastore-31").add(20L * 1024 * 40);
    clock.advance(Duration.ofSeconds(20));
    String uuid = "5f"; // instances are uuids out of the datastores' URLs
    var answer = (PerfEntityMetric) engine.query(host, spec("datastore.write.average", "*", 1));
    assertThat(answer.getValue()).hasSize(2);
    assertThat(answer.getValue())
        .allSatisfy(s -> assertThat(s.getId().getInstance()).startsWith(uuid));
    assertThat(answer.getValue())
        .extracting(s -> ((PerfMetricIntSeries) s).getValue().get(0))
        .containsExactlyInAnyOrder(0L, 40L);
    assertThat(figures("disk.write.average", "", 1)).containsExactly(40L);
  }

  @Test
  void samplesAreMultiplesOfTwentySecondsAndStartIsExcluded() {
    PerfQuerySpec spec = spec("cpu.usage.average", "", 0);
    spec.setMaxSample(null);
    spec.setStartTime(Times.of(Instant.parse("2026-11-22T11:59:00Z")));
    spec.setEndTime(Times.of(Instant.parse("2026-11-22T11:59:40Z")));
    var answer = (PerfEntityMetric) engine.query(host, spec);
    assertThat(answer.getSampleInfo())
        .extracting(s -> Times.instant(s.getTimestamp()).toString())
        .containsExactly("2026-11-22T11:59:20Z", "2026-11-22T11:59:40Z");
    // 120 of 16 x 2400 MHz, in hundredths of a percent.
    assertThat(((PerfMetricIntSeries) answer.getValue().get(0)).getValue())
        .containsExactly(31L, 31L);
  }

  @Test
  void keepsOneHour() {
    clock.advance(Duration.ofHours(3));
    assertThat(figures("cpu.usagemhz.average", "", 1000)).hasSize(180).containsOnly(120L);
  }

  @Test
  void writesCommasAndSaysWhereThereWasNoSample() {
    host.setConnection(ConnectionState.NOT_RESPONDING);
    clock.advance(Duration.ofSeconds(20));
    PerfQuerySpec spec = spec("mem.usage.average", "", 2);
    spec.setFormat("csv");
    var answer = (PerfEntityMetricCSV) engine.query(host, spec);
    assertThat(answer.getSampleInfoCSV())
        .isEqualTo("20,2026-11-22T12:00:00Z,20,2026-11-22T12:00:20Z");
    // 1500 MB of 64 GiB.
    assertThat(answer.getValue().get(0).getValue()).isEqualTo("228,-1");
  }

  @Test
  void idsAreTheServersOwn() {
    assertThat(engine.counter(50)).isNotNull();
    assertThat(engine.counter(49)).isNull();
    assertThat(engine.available(host)).extracting(PerfMetricId::getInstance).contains("", "vmnic0");
    assertThat(new PerfEngine(state, state.hosts(), 900).counters())
        .extracting(PerfCounterInfo::getKey)
        .doesNotContainAnyElementsOf(
            engine.counters().stream().map(PerfCounterInfo::getKey).toList());
  }
}
