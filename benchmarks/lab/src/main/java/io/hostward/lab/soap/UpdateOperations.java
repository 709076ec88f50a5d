package io.hostward.lab.soap;

import com.vmware.vim25.PropertyFilterSpec;
import com.vmware.vim25.UpdateSet;
import com.vmware.vim25.WaitOptions;
import io.hostward.lab.property.Collector;
import io.hostward.lab.vim.Faults;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The waiting half of PropertyCollector: filters and update sets. */
final class UpdateOperations {
  private static final String COLLECTOR = "PropertyCollector";

  private UpdateOperations() {}

  static void addTo(Operations operations) {
    String view = Operation.VIEW;
    operations
        .add(COLLECTOR, "CreateFilter", view, UpdateOperations::createFilter)
        .add("PropertyFilter", "DestroyPropertyFilter", view, UpdateOperations::destroyFilter)
        .add(COLLECTOR, "CreatePropertyCollector", view, UpdateOperations::createCollector)
        .add(COLLECTOR, "DestroyPropertyCollector", view, UpdateOperations::destroyCollector)
        .add(COLLECTOR, "CancelWaitForUpdates", view, UpdateOperations::cancelWaits)
        .addLater(COLLECTOR, "WaitForUpdatesEx", view, UpdateOperations::waitEx)
        .addLater(COLLECTOR, "WaitForUpdates", view, call -> wait(call, null, 0))
        .addLater(COLLECTOR, "CheckForUpdates", view, call -> wait(call, Duration.ZERO, 0));
  }

  private static Collector collector(Call call) {
    return PropertyOperations.collector(call);
  }

  private static Answer<?> createFilter(Call call) {
    PropertyFilterSpec spec = call.one("spec", PropertyFilterSpec.class);
    boolean partial = call.flag("partialUpdates");
    return Answer.of(collector(call).createFilter(spec, partial).toVim());
  }

  private static Answer<?> destroyFilter(Call call) {
    call.scope().destroyFilter(call.target().ref());
    return Answer.NOTHING;
  }

  private static Answer<?> createCollector(Call call) {
    return Answer.of(call.scope().createCollector().ref().toVim());
  }

  private static Answer<?> destroyCollector(Call call) {
    call.scope().destroyCollector(collector(call));
    return Answer.NOTHING;
  }

  private static Answer<?> cancelWaits(Call call) {
    collector(call).cancelWaits();
    return Answer.NOTHING;
  }

  private static CompletableFuture<Answer<?>> waitEx(Call call) {
    WaitOptions options = call.maybe("options", WaitOptions.class);
    Integer seconds = options == null ? null : options.getMaxWaitSeconds();
    Integer most = options == null ? null : options.getMaxObjectUpdates();
    if (seconds != null && seconds < 0) {
      throw Faults.invalidArgument("options.maxWaitSeconds");
    }
    if (most != null && most <= 0) {
      throw Faults.invalidArgument("options.maxObjectUpdates");
    }
    Duration patience = seconds == null ? null : Duration.ofSeconds(seconds);
    return wait(call, patience, most == null ? 0 : most);
  }

  private static CompletableFuture<Answer<?>> wait(
      Call call, @Nullable Duration patience, int most) {
    CompletableFuture<@Nullable UpdateSet> set =
        collector(call).waitForUpdates(call.maybe("version", String.class), patience, most);
    return set.thenApply(
        updates -> {
          // A session that waits is not idle, however long it takes.
          call.server().sessions().find(call.http().cookie());
          return Answer.ofNullable(updates);
        });
  }
}
