package io.hostward.pipeline;

import io.hostward.inventory.DatastoreSnapshot;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.inventory.Mount;
import io.hostward.net.Printable;
import io.hostward.spi.Datastore;
import io.hostward.spi.VSphere;
import io.hostward.upload.Stage;
import io.hostward.upload.UploadRequest;
import java.util.Optional;

/** Finds the datastore and refuses what it cannot hold before any byte moves. */
final class InventoryStep {
  private final VSphere vsphere;
  private final Patience patience;

  InventoryStep(VSphere vsphere, Patience patience) {
    this.vsphere = vsphere;
    this.patience = patience;
  }

  Datastore find(UploadRun run, UploadRequest request) throws StepFailure {
    Datastore found =
        ask(run, () -> vsphere.datastore(request.target().datastore(), request.datacenter()));
    // The figures may be minutes old: refuse on fresh ones alone.
    return refusal(request, found.snapshot()).isEmpty() ? found : findAfresh(run, request, found);
  }

  /** Asks again, past what is remembered, and refuses what the datastore cannot hold. */
  Datastore findAfresh(UploadRun run, UploadRequest request, Datastore disappointing)
      throws StepFailure {
    Datastore fresh = ask(run, disappointing::afresh);
    Optional<String> refusal = refusal(request, fresh.snapshot());
    if (refusal.isPresent()) {
      throw StepFailure.refusal(Stage.INVENTORY, refusal.get());
    }
    return fresh;
  }

  private Datastore ask(UploadRun run, Patience.Question<Datastore> question) throws StepFailure {
    return patience.ask(run, Stage.INVENTORY, question, found -> found.snapshot().takenAt());
  }

  private static Optional<String> refusal(UploadRequest request, InventorySnapshot snapshot) {
    DatastoreSnapshot datastore = snapshot.datastore();
    long size = request.source().size();
    String what =
        request.source().describe()
            + " ("
            + Printable.count(size, "byte")
            + ") cannot go to datastore '"
            + datastore.name()
            + "'";
    if (!datastore.inService()) {
      return Optional.of(
          what + ": the datastore is in maintenance (" + datastore.maintenanceMode() + ")");
    }
    // The relay goes through one of them, too.
    if (!snapshot.mounts().isEmpty()
        && snapshot.mounts().stream().allMatch(InventoryStep::isReadOnly)) {
      return Optional.of(what + ": all hosts mount it read only");
    }
    if (datastore.maxFileSize().isPresent() && size > datastore.maxFileSize().getAsLong()) {
      return Optional.of(
          what
              + ": its largest file is "
              + Printable.count(datastore.maxFileSize().getAsLong(), "byte"));
    }
    if (datastore.freeSpace().isPresent() && size > datastore.freeSpace().getAsLong()) {
      return Optional.of(
          what
              + ": it has "
              + Printable.count(datastore.freeSpace().getAsLong(), "byte")
              + " free");
    }
    return Optional.empty();
  }

  private static boolean isReadOnly(Mount mount) {
    return mount.accessMode() == Mount.AccessMode.READ_ONLY;
  }
}
