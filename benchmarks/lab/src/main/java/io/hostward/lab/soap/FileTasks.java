package io.hostward.lab.soap;

import io.hostward.lab.property.ManagedObject;
import io.hostward.lab.storage.StoreException;
import io.hostward.lab.storage.StorePath;
import io.hostward.lab.task.TaskOrder;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all work on a datastore's files has in common: places, rights, tasks, and faults. */
final class FileTasks {
  private static final String MANAGE = "Datastore.FileManagement";

  private FileTasks() {}

  /** Work on a datastore. */
  @FunctionalInterface
  interface Work {
    void run() throws StoreException;
  }

  /** From where to where. */
  record Ends(Located source, Located target) {}

  /** The place that an argument names, which the caller may change. */
  static Located managed(Call call, String argument, @Nullable ManagedObject datacenter) {
    Located place = FileNames.locate(call, argument, datacenter);
    call.require(MANAGE, place.entity());
    return place;
  }

  /** Both ends; without a datacenter of its own the destination is in the source's. */
  static Ends ends(Call call, String name, String datacenter) {
    ManagedObject sourceDatacenter = call.maybeObject("sourceDatacenter");
    ManagedObject own = call.maybeObject(datacenter);
    Located source = managed(call, "sourceName", sourceDatacenter);
    Located target = managed(call, name, own == null ? sourceDatacenter : own);
    refuseVsanTop(target);
    return new Ends(source, target);
  }

  /** vSAN keeps its top level for namespaces, which FileManager cannot make. */
  static void refuseVsanTop(Located place) {
    boolean vsan = place.datastore().model().type().toLowerCase(Locale.ROOT).startsWith("vsan");
    if (vsan && !place.path().contains("/")) {
      throw StoreFaults.cannotCreate(place.label());
    }
  }

  /** Answers with a task that works at one place. */
  static Answer<?> start(Call call, Located place, Work work) {
    return start(call, place, () -> Duration.ZERO, work);
  }

  private static Answer<?> start(Call call, Located place, Supplier<Duration> takes, Work work) {
    Callable<@Nullable Object> body =
        () -> {
          attempt(place, work);
          return null;
        };
    var order =
        new TaskOrder(
            call.target().ref().type(),
            call.element().getLocalName(),
            place.entity().ref(),
            place.entity().name(),
            call.session().user().name(),
            body);
    return ScriptedTasks.start(call, order.taking(takes), place.label());
  }

  /** Answers with a task that works between two places. */
  static Answer<?> start(Call call, Ends ends, Supplier<Duration> takes, Work work) {
    return start(call, ends.target(), takes, () -> between(ends, work));
  }

  /** Names the end that refused: its datastore cannot be told from the path alone. */
  private static void between(Ends ends, Work work) {
    attempt(ends.source(), () -> required(ends.source()));
    try {
      work.run();
    } catch (StoreException refused) {
      boolean atSource =
          StorePath.within(refused.path(), ends.source().path())
              && !StorePath.within(refused.path(), ends.target().path());
      throw StoreFaults.of(refused, atSource ? ends.source() : ends.target());
    }
  }

  private static void required(Located place) throws StoreException {
    if (place.datastore().store().stat(place.path()).isEmpty()) {
      throw new StoreException(StoreException.Kind.NOT_FOUND, place.path());
    }
  }

  /** Does work at a place now; VimFaults tell why it could not be done. */
  static void attempt(Located place, Work work) {
    try {
      work.run();
    } catch (StoreException refused) {
      throw StoreFaults.of(refused, place);
    }
  }
}
