package io.hostward.cli.report;

import io.hostward.experiment.Flow;
import io.hostward.inventory.DatastoreSnapshot;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The documents of the commands, and what stands in them. */
public final class Documents {
  private Documents() {}

  /**
   * Of {@code upload}.
   *
   * @param ok whether every file was uploaded
   * @param uploads one for each file that was begun, in their order
   * @param notBegun the other files, in their order; empty unless it was interrupted
   * @param flows where the bytes went; absent without a lab
   */
  public record Uploads(
      boolean ok, List<UploadReport> uploads, List<String> notBegun, @Nullable List<Flow> flows) {}

  /**
   * Of a command that failed before it had anything else to say.
   *
   * @param ok false
   * @param exitCode the process's exit code
   * @param error what went wrong and what to do
   */
  public record Failure(boolean ok, int exitCode, String error) {}

  /**
   * Of {@code hosts}.
   *
   * @param datastore the datastore
   * @param policy the policy that ranked them
   * @param hosts the usable ones by rank, then the others
   */
  public record Hosts(Datastore datastore, String policy, List<HostReport> hosts) {}

  /**
   * A datastore as the server described it.
   *
   * @param name its name
   * @param id its managed object id
   * @param datacenter its datacenter's inventory path
   * @param type for example {@code VMFS}; absent if unknown
   * @param capacity bytes; absent if unknown
   * @param freeSpace bytes; absent if unknown
   * @param maxFileSize bytes; absent if unknown
   * @param accessible whether any host reaches it
   * @param maintenanceMode {@code normal} if it is in service
   */
  public record Datastore(
      String name,
      String id,
      String datacenter,
      @Nullable String type,
      @Nullable Long capacity,
      @Nullable Long freeSpace,
      @Nullable Long maxFileSize,
      boolean accessible,
      String maintenanceMode) {

    /** Returns the datastore. */
    public static Datastore of(DatastoreSnapshot datastore) {
      return new Datastore(
          datastore.name(),
          datastore.id(),
          datastore.datacenterPath(),
          datastore.type().orElse(null),
          boxed(datastore.capacity()),
          boxed(datastore.freeSpace()),
          boxed(datastore.maxFileSize()),
          datastore.accessible(),
          datastore.maintenanceMode());
    }
  }

  /**
   * Of {@code lab}, printed once it listens. The password is the lab's own and guards nothing.
   *
   * @param url vCenter's SDK
   * @param username a user who may log in
   * @param password the user's password
   * @param thumbprint SHA-256 of vCenter's certificate
   * @param caFile a PEM file with every server's certificate
   * @param datastores their names
   * @param hosts host and port of each host's HTTPS entrance by its name in the inventory
   * @param resolve the {@code --resolve} options that lead there
   * @param environment the variables of govc that lead there
   * @param curl uploads with curl: by a session through vCenter, and by a ticket straight to a host
   * @param ticketSeconds how long an unused ticket is good
   */
  public record Lab(
      String url,
      String username,
      String password,
      String thumbprint,
      String caFile,
      List<String> datastores,
      Map<String, String> hosts,
      List<String> resolve,
      Map<String, String> environment,
      List<String> curl,
      long ticketSeconds) {}

  private static @Nullable Long boxed(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }
}
