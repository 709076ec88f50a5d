package io.hostward.vsphere.inventory;

import com.vmware.vim25.DatastoreSummary;
import io.hostward.inventory.DatastoreSnapshot;
import io.hostward.vsphere.session.Properties;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes a datastore's snapshot from its properties. */
final class DatastoreReader {
  static final String[] PATHS = {
    "name", "parent", "host", "summary", "info.maxFileSize", "browser"
  };

  private DatastoreReader() {}

  static DatastoreSnapshot snapshot(DatastoreFinder.Place place, Properties datastore) {
    Optional<DatastoreSummary> summary = datastore.get("summary", DatastoreSummary.class);
    return new DatastoreSnapshot(
        place.datastore().value(),
        place.name(),
        place.datacenterPath(),
        summary.map(DatastoreSummary::getType),
        bytes(summary.map(DatastoreSummary::getCapacity)),
        bytes(summary.map(DatastoreSummary::getFreeSpace)),
        bytes(datastore.get("info.maxFileSize", Long.class).filter(size -> size > 0)),
        summary.map(DatastoreSummary::isAccessible).orElse(true),
        summary.map(DatastoreSummary::getMaintenanceMode).orElse("normal"));
  }

  /** The last part of {@code ds:///vmfs/volumes/<uuid>/}, by which counters know a datastore. */
  static Optional<String> uuid(DatastoreSummary summary) {
    return Optional.ofNullable(summary.getUrl())
        .map(url -> url.replaceFirst("/+$", ""))
        .map(url -> url.substring(url.lastIndexOf('/') + 1))
        .filter(uuid -> !uuid.isEmpty());
  }

  private static OptionalLong bytes(Optional<Long> figure) {
    return figure.stream().mapToLong(Long::longValue).findFirst();
  }
}
