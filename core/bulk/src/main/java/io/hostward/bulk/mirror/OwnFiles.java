package io.hostward.bulk.mirror;

import io.hostward.bulk.plan.StoredFile;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which files and folders of a datastore are nobody's to delete who cannot tell what they are for:
 * those of virtual machines and disks, of vSphere itself, and of runs under way.
 */
final class OwnFiles {
  /** What makes a folder a machine's, or a template's. */
  private static final Set<String> MACHINES = Set.of("vmx", "vmtx");

  /** Other kinds of files that belong to machines, disks and hosts, wherever they are. */
  private static final Set<String> KINDS =
      Set.of(
          "vmx",
          "vmtx",
          "vmxf",
          "vmdk",
          "vmsd",
          "vmsn",
          "vmss",
          "vmem",
          "vswp",
          "nvram",
          "hlog",
          "vmfd",
          "psf",
          "lck",
          "dumpfile");

  /** Folders at a datastore's top: core dumps of hosts, disks without a machine, their list. */
  private static final Set<String> TOP = Set.of("vmkdump", "fcd", "catalog");

  private OwnFiles() {}

  /**
   * Whether a file or folder is hidden: file system metadata ({@code .fbb.sf} and its like), {@code
   * .vSphere-HA}, {@code .dvsData}, {@code .naa.*}, {@code .vsan.*}, a filer's {@code .snapshot},
   * and what runs of ours and of others have under way.
   */
  static boolean isHidden(String name) {
    return name.startsWith(".");
  }

  /** Whether a file is one of a kind that virtual machines and disks are made of. */
  static boolean isOfMachine(String name) {
    return KINDS.contains(kind(name));
  }

  /** Whether a folder is a machine's, by its files. */
  static boolean holdsMachine(Map<String, StoredFile> files) {
    return files.keySet().stream().anyMatch(name -> MACHINES.contains(kind(name)));
  }

  /** Whether a folder, by its path below the datastore's top, is vSphere's or in one of those. */
  static boolean isOfVSphere(String path) {
    String[] names = path.toLowerCase(Locale.ROOT).split("/", -1);
    for (String name : names) {
      // A content library has a folder of its own.
      if (isHidden(name) || name.startsWith("contentlib-")) {
        return true;
      }
    }
    return TOP.contains(names[0]);
  }

  // A copy that an editor left, as in vmx~, is of the same kind.
  private static String kind(String name) {
    String kind = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return kind.endsWith("~") ? kind.substring(0, kind.length() - 1) : kind;
  }
}
