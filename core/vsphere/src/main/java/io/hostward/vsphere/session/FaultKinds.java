package io.hostward.vsphere.session;

import com.vmware.vim25.MethodFault;
import io.hostward.transfer.VSphereException.Kind;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What kind of failure a fault of the API is. By name, because a fault that an operation does not
 * declare arrives as bare XML, and the same fault may arrive as an object elsewhere.
 */
final class FaultKinds {
  private static final Map<String, Kind> BY_NAME =
      Map.ofEntries(
          Map.entry("InvalidLogin", Kind.LOGIN),
          Map.entry("NotAuthenticated", Kind.SESSION),
          Map.entry("NoPermission", Kind.PERMISSION),
          Map.entry("ManagedObjectNotFound", Kind.NOT_FOUND),
          Map.entry("FileNotFound", Kind.NOT_FOUND),
          Map.entry("FileAlreadyExists", Kind.ALREADY_EXISTS),
          Map.entry("FileLocked", Kind.LOCKED),
          // How servers say it of a file that is moved or deleted while something has it open.
          Map.entry("CannotDeleteFile", Kind.LOCKED),
          Map.entry("CannotAccessFile", Kind.LOCKED),
          Map.entry("TaskInProgress", Kind.LOCKED),
          Map.entry("NoDiskSpace", Kind.NO_SPACE),
          Map.entry("FileTooLarge", Kind.NO_SPACE),
          Map.entry("DatastoreNotWritableOnHost", Kind.NOT_WRITABLE),
          Map.entry("InaccessibleDatastore", Kind.NOT_WRITABLE),
          Map.entry("CannotCreateFile", Kind.NOT_WRITABLE),
          Map.entry("FileNameTooLong", Kind.INVALID),
          Map.entry("InvalidDatastore", Kind.INVALID),
          Map.entry("InvalidArgument", Kind.INVALID),
          Map.entry("NotSupported", Kind.INVALID));

  private FaultKinds() {}

  /** The kind of a fault; of its nearest ancestor in the table where the binding knows it. */
  static Kind of(String name) {
    return lineage(name)
        .filter(BY_NAME::containsKey)
        .findFirst()
        .map(BY_NAME::get)
        .orElse(Kind.FAULT);
  }

  /** True if the fault is of that name, or of a type below it that the binding knows. */
  static boolean isA(String name, String ancestor) {
    return lineage(name).anyMatch(ancestor::equals);
  }

  private static Stream<String> lineage(String name) {
    return Stream.concat(
        Stream.of(name),
        Stream.<Class<?>>iterate(type(name), type -> type != null, Class::getSuperclass)
            .map(Class::getSimpleName));
  }

  private static @Nullable Class<?> type(String name) {
    // The name comes from the server: nothing but a fault of the binding is looked for.
    if (!name.matches("[A-Za-z0-9]+")) {
      return null;
    }
    try {
      String binding = MethodFault.class.getPackageName();
      Class<?> type =
          Class.forName(binding + "." + name, false, MethodFault.class.getClassLoader());
      return MethodFault.class.isAssignableFrom(type) ? type : null;
    } catch (ClassNotFoundException | LinkageError e) {
      return null;
    }
  }
}
