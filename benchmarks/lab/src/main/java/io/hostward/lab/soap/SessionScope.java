package io.hostward.lab.soap;

import io.hostward.lab.property.Collector;
import io.hostward.lab.property.ManagedObject;
import io.hostward.lab.property.ObjectSource;
import io.hostward.lab.session.Session;
import io.hostward.lab.vim.Faults;
import io.hostward.lab.vim.Ref;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one session sees: its own property collectors, filters and views, and below them all that
 * the server shows to everybody. Thread-safe.
 */
final class SessionScope implements ObjectSource {
  private final SoapServer server;
  private final @Nullable Session session;
  private final Collector standard;
  private final Map<Ref, Collector> collectors = new ConcurrentHashMap<>();
  private final Map<Ref, ManagedObject> views = new ConcurrentHashMap<>();

  /**
   * @param session null for a caller who has not logged in
   */
  SessionScope(SoapServer server, @Nullable Session session) {
    this.server = server;
    this.session = session;
    this.standard = collector(server.profile().propertyCollector());
  }

  @Nullable Session session() {
    return session;
  }

  private Collector collector(Ref ref) {
    return new Collector(ref, this, new Permissions(session), server.updates());
  }

  @Override
  public @Nullable ManagedObject find(Ref ref) {
    if (ref.value().equals(standard.ref().value())) {
      return standard;
    }
    Collector collector = collectors.get(ref);
    if (collector != null) {
      return collector;
    }
    ManagedObject view = views.get(ref);
    if (view != null) {
      return view;
    }
    ManagedObject filter = filter(ref);
    return filter != null ? filter : server.find(ref, session);
  }

  private @Nullable ManagedObject filter(Ref ref) {
    ManagedObject found = standard.filter(ref);
    for (Collector collector : collectors.values()) {
      found = found == null ? collector.filter(ref) : found;
    }
    return found;
  }

  Collector createCollector() {
    Collector made = collector(new Ref("PropertyCollector", ownId()));
    collectors.put(made.ref(), made);
    return made;
  }

  /** Destroys a collector that this session made; the standard one stays. */
  void destroyCollector(Collector collector) {
    if (collectors.remove(collector.ref()) == null) {
      throw Faults.notSupported();
    }
    collector.destroy();
  }

  void destroyFilter(Ref filter) {
    standard.destroyFilter(filter);
    collectors.values().forEach(collector -> collector.destroyFilter(filter));
  }

  /** Adds a view under an id of its own. */
  ManagedObject addView(Function<String, ManagedObject> maker) {
    ManagedObject view = maker.apply(ownId());
    views.put(view.ref(), view);
    return view;
  }

  void destroyView(Ref view) {
    views.remove(view);
  }

  private String ownId() {
    return "session[" + (session == null ? "" : session.key()) + "]" + UUID.randomUUID();
  }

  /** The session has ended: calls that wait are told. */
  void close() {
    standard.destroy();
    collectors.values().forEach(Collector::destroy);
  }
}
