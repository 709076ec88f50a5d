package io.hostward.lab.soap;

import com.vmware.vim25.PerfInterval;
import io.hostward.lab.property.ManagedObject;
import io.hostward.lab.property.ManagedType;
import io.hostward.lab.property.ManagedTypes;
import io.hostward.lab.session.Session;
import io.hostward.lab.vim.Ref;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The singletons whose properties depend on the caller, on tasks or on counters. */
final class LiveSingletons {
  private LiveSingletons() {}

  /** An object of a few properties. */
  private record Plain(
      Ref ref, ManagedType type, Map<String, Supplier<? extends @Nullable Object>> properties)
      implements ManagedObject {
    @Override
    public @Nullable Object read(String property) {
      Supplier<? extends @Nullable Object> source = properties.get(property);
      return source == null ? null : source.get();
    }
  }

  static @Nullable ManagedObject find(SoapServer server, Ref ref, @Nullable Session session) {
    var profile = server.profile();
    String id = ref.value();
    if (id.equals(profile.perfManager().value())) {
      return perfManager(server);
    }
    if (id.equals(profile.taskManager().value())) {
      return taskManager(server);
    }
    boolean sessions = id.equals(profile.sessionManager().value());
    return sessions && session != null ? sessionManager(server, session) : null;
  }

  private static ManagedObject perfManager(SoapServer server) {
    return plain(
        server.profile().perfManager(),
        Map.of(
            "perfCounter", server.perf()::counters,
            "historicalInterval", LiveSingletons::intervals));
  }

  private static ManagedObject taskManager(SoapServer server) {
    return plain(
        server.profile().taskManager(),
        Map.of(
            "recentTask", () -> server.tasks().recent().stream().map(Ref::toVim).toList(),
            "maxCollector", () -> 32));
  }

  private static ManagedObject sessionManager(SoapServer server, Session session) {
    return plain(
        server.profile().sessionManager(),
        Map.of(
            "sessionList", () -> server.sessions().all().stream().map(UserSessions::of).toList(),
            "currentSession", () -> UserSessions.of(session),
            "defaultLocale", () -> "en",
            "supportedLocaleList", () -> List.of("en"),
            "messageLocaleList", () -> List.of("en"),
            "message", () -> ""));
  }

  private static ManagedObject plain(
      Ref ref, Map<String, Supplier<? extends @Nullable Object>> properties) {
    return new Plain(ref, ManagedTypes.get(ref.type()), properties);
  }

  /** The longer intervals that a vCenter keeps; the lab keeps no history for them. */
  private static List<PerfInterval> intervals() {
    return List.of(
        interval(1, 300, "Past day", 86_400),
        interval(2, 1800, "Past week", 604_800),
        interval(3, 7200, "Past month", 2_592_000),
        interval(4, 86_400, "Past year", 31_536_000));
  }

  private static PerfInterval interval(int key, int period, String name, int length) {
    var interval = new PerfInterval();
    interval.setKey(key);
    interval.setSamplingPeriod(period);
    interval.setName(name);
    interval.setLength(length);
    interval.setLevel(1);
    interval.setEnabled(true);
    return interval;
  }
}
