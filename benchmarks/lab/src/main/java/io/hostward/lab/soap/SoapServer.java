package io.hostward.lab.soap;

import io.hostward.lab.inventory.Inventory;
import io.hostward.lab.inventory.ServerProfile;
import io.hostward.lab.perf.PerfEngine;
import io.hostward.lab.property.ManagedObject;
import io.hostward.lab.property.UpdateClock;
import io.hostward.lab.session.Session;
import io.hostward.lab.session.Sessions;
import io.hostward.lab.state.HostState;
import io.hostward.lab.state.LabState;
import io.hostward.lab.task.TaskOffice;
import io.hostward.lab.vim.Ref;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Everything behind one {@code /sdk}: inventory, tasks, counters and the sessions' own objects. */
final class SoapServer implements AutoCloseable {
  private static final int VCENTER_COUNTERS = 301;
  private static final int HOST_COUNTERS = 131_073;

  private final String id;
  private final LabState state;
  private final PerfEngine perf;
  private final Inventory inventory;
  private final UpdateClock updates = new UpdateClock();
  private final TaskOffice tasks;
  private final AutoCloseable watch;
  private final Map<String, SessionScope> scopes = new ConcurrentHashMap<>();

  SoapServer(String id, LabState state) {
    this.id = id;
    this.state = state;
    if (id.equals(LabState.VCENTER)) {
      this.perf = new PerfEngine(state, state.hosts(), VCENTER_COUNTERS);
      this.inventory = Inventory.ofVcenter(state, perf::cpuMhz);
      updates.every(PerfEngine.interval().dividedBy(20), perf::catchUp);
    } else {
      HostState host = state.host(id).orElseThrow();
      this.perf = new PerfEngine(state, List.of(host), HOST_COUNTERS);
      this.inventory = Inventory.ofHost(state, host, perf::cpuMhz);
    }
    this.tasks = new TaskOffice(state.clock(), state.soap()::taskDelay, updates::ring);
    this.watch = state.onChange(changed -> updates.ring());
  }

  /** {@code vcenter} or the host's id in the model. */
  String id() {
    return id;
  }

  LabState state() {
    return state;
  }

  ServerProfile profile() {
    return inventory.profile();
  }

  Inventory inventory() {
    return inventory;
  }

  TaskOffice tasks() {
    return tasks;
  }

  PerfEngine perf() {
    return perf;
  }

  UpdateClock updates() {
    return updates;
  }

  Sessions sessions() {
    return state.sessions(id);
  }

  /** An object that does not belong to one session. */
  @Nullable ManagedObject find(Ref ref, @Nullable Session session) {
    ManagedObject live = LiveSingletons.find(this, ref, session);
    if (live != null) {
      return live;
    }
    ManagedObject entity = inventory.find(ref);
    return entity != null ? entity : tasks.find(ref);
  }

  /** The scope of a session; a caller without one gets a scope for this call alone. */
  SessionScope scope(@Nullable Session session) {
    if (session == null) {
      return new SessionScope(this, null);
    }
    forgetEnded();
    return scopes.computeIfAbsent(session.key(), key -> new SessionScope(this, session));
  }

  private void forgetEnded() {
    scopes.forEach(
        (key, scope) -> {
          if (sessions().byKey(key).isEmpty() && scopes.remove(key, scope)) {
            scope.close();
          }
        });
  }

  /** Ends a session and whatever it waits for. */
  void logout(Session session) {
    sessions().logout(session);
    forgetEnded();
  }

  @Override
  public void close() {
    UpdateClock.stop(watch);
    scopes.values().forEach(SessionScope::close);
    tasks.close();
    updates.close();
  }
}
