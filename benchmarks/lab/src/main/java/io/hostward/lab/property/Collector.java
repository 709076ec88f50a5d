package io.hostward.lab.property;

import com.vmware.vim25.ObjectContent;
import com.vmware.vim25.PropertyFilterSpec;
import com.vmware.vim25.PropertyFilterUpdate;
import com.vmware.vim25.UpdateSet;
import io.hostward.lab.vim.Faults;
import io.hostward.lab.vim.Ref;
import io.hostward.lab.vim.VimFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One PropertyCollector of one session: its filters, the versions that it handed out, and the calls
 * that wait for news. Thread-safe.
 *
 * <p>Versions count the update sets. A client confirms a set by asking with its version; until then
 * the set is kept, so that a client that lost an answer can ask with the version before and gets
 * the same set again.
 */
public final class Collector implements ManagedObject {
  private final Ref ref;
  private final ObjectSource objects;
  private final Access access;
  private final UpdateClock ticker;
  private final Map<Ref, PropertyFilter> filters = new LinkedHashMap<>();
  private final Pages pages = new Pages();
  private final List<Wait> waits = new ArrayList<>();
  private int version;
  private @Nullable UpdateSet last;

  /**
   * @param ref its identity
   * @param objects what it can see, the session's own objects included
   * @param access what its user may read
   * @param ticker when to look again while calls wait
   */
  public Collector(Ref ref, ObjectSource objects, Access access, UpdateClock ticker) {
    this.ref = ref;
    this.objects = objects;
    this.access = access;
    this.ticker = ticker;
  }

  /** A call that waits. */
  private record Wait(CompletableFuture<@Nullable UpdateSet> answer, int most) {}

  @Override
  public Ref ref() {
    return ref;
  }

  @Override
  public ManagedType type() {
    return ManagedTypes.get("PropertyCollector");
  }

  @Override
  public synchronized @Nullable Object read(String property) {
    return property.equals("filter") ? filters.keySet().stream().map(Ref::toVim).toList() : null;
  }

  /** Answers RetrieveProperties: everything at once. */
  public List<ObjectContent> retrieve(List<PropertyFilterSpec> specs) {
    if (specs.isEmpty()) {
      return List.of();
    }
    List<Retrieval> retrievals = specs.stream().map(Retrieval::of).toList();
    return retrievals.stream()
        .flatMap(r -> r.views(objects, access, false).stream())
        .map(ObjectView::toContent)
        .toList();
  }

  /** The pages of RetrievePropertiesEx. */
  public Pages pages() {
    return pages;
  }

  /** Makes a filter; its objects are new to the client at the next wait. */
  public Ref createFilter(PropertyFilterSpec spec, boolean partial) {
    String id = "session[" + ref.value() + "]" + UUID.randomUUID();
    PropertyFilter filter = new PropertyFilter(new Ref("PropertyFilter", id), spec, partial);
    // A first look refuses what could never be answered, such as a starting point that is gone.
    Retrieval.of(spec).views(objects, access, false);
    synchronized (this) {
      filters.put(filter.ref(), filter);
    }
    look();
    return filter.ref();
  }

  /** The filter with this identity, or null. */
  public synchronized @Nullable ManagedObject filter(Ref filter) {
    return filters.get(filter);
  }

  /** Drops a filter; nothing if it is gone. */
  public synchronized void destroyFilter(Ref filter) {
    filters.remove(filter);
  }

  /**
   * Waits for news.
   *
   * @param since the version that the client has; null or empty if it has none
   * @param atMost how long to wait: zero looks once, null waits until cancelled
   * @param most the number of object updates after which the set is cut; zero for no limit
   * @return completes with null if nothing was new in time
   */
  public CompletableFuture<@Nullable UpdateSet> waitForUpdates(
      @Nullable String since, @Nullable Duration atMost, int most) {
    CompletableFuture<@Nullable UpdateSet> answer = new CompletableFuture<>();
    int limit = most <= 0 ? Integer.MAX_VALUE : most;
    synchronized (this) {
      UpdateSet news = newsSince(since, limit);
      if (news != null || Duration.ZERO.equals(atMost)) {
        answer.complete(news);
        return answer;
      }
      waits.add(new Wait(answer, limit));
    }
    AutoCloseable watch = ticker.whileWaiting(this::look, atMost, () -> answer.complete(null));
    var unused = answer.whenComplete((set, failure) -> stopWaiting(answer, watch));
    return answer;
  }

  private synchronized void stopWaiting(CompletableFuture<?> answer, AutoCloseable watch) {
    waits.removeIf(wait -> wait.answer() == answer);
    UpdateClock.stop(watch);
  }

  /** Ends every waiting call with RequestCanceled. */
  public void cancelWaits() {
    failWaits(Faults.requestCanceled());
  }

  /** Drops the filters and ends every waiting call. */
  public void destroy() {
    synchronized (this) {
      filters.clear();
    }
    failWaits(Faults.managedObjectNotFound(ref));
  }

  private void failWaits(VimFault fault) {
    List<Wait> ended;
    synchronized (this) {
      ended = List.copyOf(waits);
      waits.clear();
    }
    ended.forEach(wait -> wait.answer().completeExceptionally(fault));
  }

  /** Looks whether there is news for the first waiting call. */
  private void look() {
    Wait first;
    UpdateSet news;
    synchronized (this) {
      if (waits.isEmpty()) {
        return;
      }
      first = waits.get(0);
      news = news(first.most());
      if (news == null) {
        return;
      }
      waits.remove(0);
    }
    first.answer().complete(news);
  }

  private @Nullable UpdateSet newsSince(@Nullable String since, int most) {
    if (since == null || since.isEmpty()) {
      filters.values().forEach(PropertyFilter::reset);
      last = null;
    } else if (last != null && since.equals(String.valueOf(version - 1))) {
      return last;
    } else if (!since.equals(String.valueOf(version))) {
      throw Faults.invalidCollectorVersion();
    }
    return news(most);
  }

  private @Nullable UpdateSet news(int most) {
    List<PropertyFilterUpdate> updates = new ArrayList<>();
    int room = most;
    for (PropertyFilter filter : filters.values()) {
      PropertyFilterUpdate update = room == 0 ? null : filter.news(objects, access, room);
      if (update != null) {
        updates.add(update);
        room -= update.getObjectSet().size();
      }
    }
    return updates.isEmpty() ? null : updateSet(updates, room == 0);
  }

  private UpdateSet updateSet(List<PropertyFilterUpdate> updates, boolean truncated) {
    version++;
    var set = new UpdateSet();
    set.setVersion(String.valueOf(version));
    set.getFilterSet().addAll(updates);
    set.setTruncated(truncated ? Boolean.TRUE : null);
    last = set;
    return set;
  }
}
