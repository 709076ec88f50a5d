package io.hostward.lab.property;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vmware.vim25.HostRuntimeInfo;
import com.vmware.vim25.HostSystemConnectionState;
import com.vmware.vim25.ObjectSpec;
import com.vmware.vim25.ObjectUpdate;
import com.vmware.vim25.ObjectUpdateKind;
import com.vmware.vim25.PropertyChange;
import com.vmware.vim25.PropertyFilterSpec;
import com.vmware.vim25.PropertySpec;
import com.vmware.vim25.RequestCanceled;
import com.vmware.vim25.UpdateSet;
import io.hostward.lab.vim.Ref;
import io.hostward.lab.vim.VimFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CollectorTest {
  private final UpdateClock ticker = new UpdateClock();
  private final Map<Ref, ManagedObject> objects = new ConcurrentHashMap<>();
  private final Collector collector =
      new Collector(new Ref("PropertyCollector", "pc"), objects::get, Access.ALL, ticker);

  @AfterEach
  void stop() {
    ticker.close();
  }

  private TestObject host(String id) {
    TestObject host = TestObject.of("HostSystem", id).with("name", "name of " + id);
    objects.put(host.ref(), host);
    return host.with("runtime", runtime(HostSystemConnectionState.CONNECTED, false));
  }

  private static HostRuntimeInfo runtime(HostSystemConnectionState state, boolean maintenance) {
    var runtime = new HostRuntimeInfo();
    runtime.setConnectionState(state);
    runtime.setInMaintenanceMode(maintenance);
    return runtime;
  }

  private static PropertyFilterSpec filter(List<TestObject> hosts, String... paths) {
    var properties = new PropertySpec();
    properties.setType("HostSystem");
    properties.getPathSet().addAll(List.of(paths));
    var filter = new PropertyFilterSpec();
    filter.getPropSet().add(properties);
    for (TestObject host : hosts) {
      var object = new ObjectSpec();
      object.setObj(host.ref().toVim());
      filter.getObjectSet().add(object);
    }
    return filter;
  }

  private @Nullable UpdateSet check(@Nullable String version, int most) throws Exception {
    return collector.waitForUpdates(version, Duration.ZERO, most).get(1, SECONDS);
  }

  private UpdateSet news(@Nullable String version) throws Exception {
    return Objects.requireNonNull(check(version, 0), "no news");
  }

  private static ObjectUpdate only(UpdateSet set) {
    assertThat(set.getFilterSet()).hasSize(1);
    assertThat(set.getFilterSet().get(0).getObjectSet()).hasSize(1);
    return set.getFilterSet().get(0).getObjectSet().get(0);
  }

  @Test
  void tellsEverythingFirstAndThenOnlyWhatChanged() throws Exception {
    TestObject host = host("h1");
    collector.createFilter(filter(List.of(host), "name", "runtime.connectionState"), false);
    UpdateSet first = news(null);
    assertThat(only(first).getKind()).isEqualTo(ObjectUpdateKind.ENTER);
    assertThat(only(first).getChangeSet())
        .extracting(PropertyChange::getName)
        .containsExactly("name", "runtime.connectionState");
    assertThat(check(first.getVersion(), 0)).isNull();
    host.with("runtime", runtime(HostSystemConnectionState.NOT_RESPONDING, false));
    UpdateSet second = news(first.getVersion());
    assertThat(only(second).getKind()).isEqualTo(ObjectUpdateKind.MODIFY);
    assertThat(only(second).getChangeSet()).hasSize(1);
    assertThat(only(second).getChangeSet().get(0).getVal())
        .isEqualTo(HostSystemConnectionState.NOT_RESPONDING);
  }

  @Test
  void tellsPartsWherePartsAreWantedAndWholesWhereNot() throws Exception {
    TestObject host = host("h1");
    collector.createFilter(filter(List.of(host), "runtime"), true);
    collector.createFilter(filter(List.of(host), "runtime"), false);
    UpdateSet first = news("");
    host.with("runtime", runtime(HostSystemConnectionState.CONNECTED, true));
    UpdateSet second = news(first.getVersion());
    var changes =
        second.getFilterSet().stream()
            .map(f -> f.getObjectSet().get(0).getChangeSet().get(0))
            .toList();
    assertThat(changes)
        .extracting(PropertyChange::getName)
        .containsExactly("runtime.inMaintenanceMode", "runtime");
    assertThat(changes.get(0).getVal()).isEqualTo(true);
    assertThat(changes.get(1).getVal()).isInstanceOf(HostRuntimeInfo.class);
  }

  @Test
  void tellsThatAnObjectIsGone() throws Exception {
    TestObject host = host("h1");
    collector.createFilter(filter(List.of(host), "name"), false);
    UpdateSet first = news(null);
    objects.clear();
    assertThat(only(news(first.getVersion())).getKind()).isEqualTo(ObjectUpdateKind.LEAVE);
  }

  @Test
  void cutsLargeSetsAndSaysSo() throws Exception {
    List<TestObject> hosts = List.of(host("h1"), host("h2"), host("h3"));
    collector.createFilter(filter(hosts, "name"), false);
    UpdateSet first = Objects.requireNonNull(check(null, 2));
    assertThat(first.isTruncated()).isTrue();
    assertThat(first.getFilterSet().get(0).getObjectSet()).hasSize(2);
    UpdateSet rest = Objects.requireNonNull(check(first.getVersion(), 2));
    assertThat(rest.isTruncated()).isNull();
    assertThat(only(rest).getObj().getValue()).isEqualTo("h3");
  }

  @Test
  void repeatsAnAnswerThatGotLostAndRefusesOtherVersions() throws Exception {
    TestObject host = host("h1");
    collector.createFilter(filter(List.of(host), "name"), false);
    UpdateSet first = news(null);
    host.with("name", "new name");
    UpdateSet second = news(first.getVersion());
    assertThat(news(first.getVersion())).isSameAs(second);
    assertThatThrownBy(() -> check("17", 0))
        .isInstanceOf(VimFault.class)
        .hasMessageContaining("version");
  }

  @Test
  void waitsUntilSomethingChanges() throws Exception {
    TestObject host = host("h1");
    collector.createFilter(filter(List.of(host), "name"), false);
    UpdateSet first = news(null);
    CompletableFuture<@Nullable UpdateSet> waiting =
        collector.waitForUpdates(first.getVersion(), Duration.ofSeconds(30), 0);
    assertThat(waiting).isNotDone();
    host.with("name", "renamed");
    ticker.ring();
    UpdateSet second = Objects.requireNonNull(waiting.get(5, SECONDS));
    assertThat(only(second).getChangeSet().get(0).getVal()).isEqualTo("renamed");
  }

  @Test
  void givesUpWithNothingWhenTimeIsOver() throws Exception {
    collector.createFilter(filter(List.of(host("h1")), "name"), false);
    UpdateSet first = news(null);
    assertThat(
            collector.waitForUpdates(first.getVersion(), Duration.ofMillis(50), 0).get(5, SECONDS))
        .isNull();
  }

  @Test
  void endsWaitingCallsWhenCancelled() {
    CompletableFuture<@Nullable UpdateSet> waiting = collector.waitForUpdates(null, null, 0);
    collector.cancelWaits();
    assertThatThrownBy(() -> waiting.get(5, SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            VimFault.class, f -> assertThat(f.detail()).isInstanceOf(RequestCanceled.class));
  }

  @Test
  void forgetsDestroyedFilters() throws Exception {
    Ref filter = collector.createFilter(filter(List.of(host("h1")), "name"), false);
    assertThat(collector.filter(filter)).isNotNull();
    collector.destroyFilter(filter);
    assertThat(collector.filter(filter)).isNull();
    assertThat(check(null, 0)).isNull();
  }
}
