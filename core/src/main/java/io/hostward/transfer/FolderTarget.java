package io.hostward.transfer;

import io.hostward.inventory.DatastorePath;
import io.hostward.net.HostAddress;
import io.hostward.net.Printable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Path and query of a file under a server's {@code /folder}, encoded once.
 *
 * <p>A host compares the requested path and query with those of the ticket byte for byte, so ticket
 * and request must both use this one value and never encode again.
 *
 * @param requestTarget what stands in the request line, for example {@code
 *     /folder/iso/a%20b.iso?dsName=vmstore}
 */
public record FolderTarget(String requestTarget) {

  /**
   * Checks that the text is a {@code /folder} request target in plain ASCII.
   *
   * @throws IllegalArgumentException if it is another path, or not encoded
   */
  public FolderTarget {
    if (!isFolder(requestTarget)) {
      throw new IllegalArgumentException(
          "a /folder request target is encoded ASCII that begins with /folder, was: '"
              + Printable.of(requestTarget)
              + "'");
    }
  }

  /**
   * The target on an ESXi host. It carries no {@code dcPath}: a vCenter's datacenter is unknown to
   * a host, whose own is {@code ha-datacenter} and is the default (Web Services SDK Programming
   * Guide, "HTTP Access to vSphere Server Files").
   */
  public static FolderTarget onHost(DatastorePath file) {
    return onHost(file.datastore(), file.path());
  }

  /**
   * The target on an ESXi host, of a datastore whose name need not be one that {@link
   * DatastorePath} can write.
   *
   * @param datastore the datastore's name as the inventory has it
   * @param path the path below the datastore's root, segments separated by {@code /}; empty for the
   *     root itself
   */
  public static FolderTarget onHost(String datastore, String path) {
    return of(datastore, path, Optional.empty());
  }

  /**
   * The target on a vCenter.
   *
   * @param datacenterPath the datacenter's inventory path from the root folder, names escaped as
   *     the inventory has them, for example {@code Europe/Prague}
   */
  public static FolderTarget onVcenter(DatastorePath file, String datacenterPath) {
    return onVcenter(file.datastore(), file.path(), datacenterPath);
  }

  /**
   * The target on a vCenter, of a datastore whose name need not be one that {@link DatastorePath}
   * can write.
   *
   * @param datastore the datastore's name as the inventory has it
   * @param path the path below the datastore's root, segments separated by {@code /}; empty for the
   *     root itself
   * @param datacenterPath as above
   */
  public static FolderTarget onVcenter(String datastore, String path, String datacenterPath) {
    return of(datastore, path, Optional.of(datacenterPath));
  }

  private static boolean isFolder(String requestTarget) {
    try {
      URI uri = new URI(requestTarget);
      String path = uri.getRawPath();
      return requestTarget.chars().allMatch(unit -> unit < 0x80)
          && uri.getScheme() == null
          && uri.getRawAuthority() == null
          && uri.getRawFragment() == null
          && (path.equals("/folder") || path.startsWith("/folder/"));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static FolderTarget of(String datastore, String path, Optional<String> datacenterPath) {
    StringBuilder target = new StringBuilder("/folder");
    if (!path.isEmpty()) {
      for (String segment : path.split("/", -1)) {
        target.append('/').append(PercentEncoding.encode(segment));
      }
    }
    target.append('?');
    datacenterPath.ifPresent(in -> target.append("dcPath=").append(encodePath(in)).append('&'));
    target.append("dsName=").append(PercentEncoding.encode(datastore));
    return new FolderTarget(target.toString());
  }

  private static String encodePath(String path) {
    return PercentEncoding.encode(path).replace("%2F", "/");
  }

  /** Returns the whole URL on a server. */
  public String at(HostAddress server) {
    return "https://" + server.authority() + requestTarget;
  }

  @Override
  public String toString() {
    return requestTarget;
  }
}
