package io.hostward.vsphere.inventory;

import io.hostward.inventory.DatastoreSnapshot;
import io.hostward.net.Printable;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.vsphere.session.Moref;
import io.hostward.vsphere.session.Properties;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Chooses the datastore that takes a file for a datastore cluster: of those that are in service and
 * reachable, the one with the most free space. Whatever fits anywhere fits there.
 */
final class PodMember {
  private PodMember() {}

  static DatastoreFinder.Place choose(
      DatastoreFinder.Target target, Map<Moref, Properties> read, String server)
      throws VSphereException {
    if (target.pod().isEmpty()) {
      return target.members().get(0);
    }
    return target.members().stream()
        .filter(member -> takesFiles(snapshot(member, read)))
        .max(
            Comparator.<DatastoreFinder.Place>comparingLong(
                    member -> snapshot(member, read).freeSpace().orElse(-1))
                .thenComparing(DatastoreFinder.Place::name, Comparator.reverseOrder()))
        .orElseThrow(() -> none(target.pod().get(), target.members(), read, server));
  }

  private static boolean takesFiles(DatastoreSnapshot member) {
    return member.inService() && member.accessible();
  }

  private static VSphereException none(
      String pod, List<DatastoreFinder.Place> members, Map<Moref, Properties> read, String server) {
    String why =
        members.stream()
            .map(member -> snapshot(member, read))
            .map(
                member ->
                    Printable.of(member.name())
                        + (member.inService()
                            ? " is inaccessible"
                            : " is in maintenance (" + member.maintenanceMode() + ")"))
            .collect(Collectors.joining(", "));
    return new VSphereException(
        Kind.NOT_FOUND,
        String.format(
            "no datastore of the cluster '%s' on %s takes files: %s",
            Printable.of(pod), server, why.isEmpty() ? "it has none that this user may see" : why),
        null);
  }

  private static DatastoreSnapshot snapshot(
      DatastoreFinder.Place member, Map<Moref, Properties> read) {
    return DatastoreReader.snapshot(member, read.getOrDefault(member.datastore(), Properties.NONE));
  }
}
