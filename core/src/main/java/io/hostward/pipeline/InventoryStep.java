package io.hostward.pipeline;

import io.hostward.inventory.DatastoreSnapshot;
import io.hostward.spi.Datastore;
import io.hostward.spi.VSphere;
import io.hostward.transfer.VSphereException;
import io.hostward.upload.Stage;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadRequest;
import java.util.List;
import java.util.Optional;

/** Finds the datastore and refuses what it cannot hold before any byte moves. */
final class InventoryStep {
  private final VSphere vsphere;

  InventoryStep(VSphere vsphere) {
    this.vsphere = vsphere;
  }

  Datastore load(UploadRequest request) throws UploadException {
    Datastore found = load(request.target().datastore(), request.datacenter());
    if (refusal(request, found.snapshot().datastore()).isPresent()) {
      // The figures may be minutes old: refuse on fresh ones alone.
      found = loadAfresh(found);
      Optional<String> refusal = refusal(request, found.snapshot().datastore());
      if (refusal.isPresent()) {
        throw new UploadException(Stage.INVENTORY, refusal.get(), List.of(), null);
      }
    }
    return found;
  }

  /** Asks again, past what is remembered. */
  Datastore loadAfresh(Datastore disappointing) throws UploadException {
    try {
      return disappointing.afresh();
    } catch (VSphereException e) {
      throw new UploadException(Stage.INVENTORY, String.valueOf(e.getMessage()), List.of(), e);
    }
  }

  Datastore load(String datastore, Optional<String> datacenter) throws UploadException {
    try {
      return vsphere.datastore(datastore, datacenter);
    } catch (VSphereException e) {
      throw new UploadException(Stage.INVENTORY, String.valueOf(e.getMessage()), List.of(), e);
    }
  }

  private static Optional<String> refusal(UploadRequest request, DatastoreSnapshot datastore) {
    long size = request.source().size();
    String what =
        request.source().describe()
            + " ("
            + size
            + " bytes) cannot go to datastore '"
            + datastore.name()
            + "'";
    if (!datastore.inService()) {
      return Optional.of(
          what + ": the datastore is in maintenance (" + datastore.maintenanceMode() + ")");
    }
    if (datastore.maxFileSize().isPresent() && size > datastore.maxFileSize().getAsLong()) {
      return Optional.of(
          what + ": its largest file is " + datastore.maxFileSize().getAsLong() + " bytes");
    }
    if (datastore.freeSpace().isPresent() && size > datastore.freeSpace().getAsLong()) {
      return Optional.of(what + ": it has " + datastore.freeSpace().getAsLong() + " bytes free");
    }
    return Optional.empty();
  }
}
