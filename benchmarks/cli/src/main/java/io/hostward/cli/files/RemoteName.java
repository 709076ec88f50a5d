package io.hostward.cli.files;

import io.hostward.cli.console.CommandFailure;
import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.DatastoreTarget;
import io.hostward.inventory.NameGlob;
import io.hostward.net.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user names on a datastore: {@code [datastore] folder/name}, where the name may be a
 * pattern. A backslash takes away the meaning of the sign behind it, in folders as well, which no
 * pattern may name.
 *
 * @param datastore what the datastore is called
 * @param folder the path of the folder that holds it, empty for the root
 * @param name the last part; nothing for the datastore's root
 * @param slash whether it was written as a folder, with a slash at its end or as a datastore alone
 */
record RemoteName(String datastore, String folder, Optional<NameGlob> name, boolean slash) {
  private static final Pattern WRITTEN = Pattern.compile(" *\\[([^\\]]*)\\] *(.*)", Pattern.DOTALL);

  /**
   * Reads it.
   *
   * @param usual the datastore of a text that names none
   */
  static RemoteName parse(String text, Optional<String> usual) throws CommandFailure {
    Matcher matcher = WRITTEN.matcher(text);
    if (matcher.matches()) {
      return of(DatastoreTarget.datastoreName(matcher.group(1)), matcher.group(2), text);
    } else if (usual.isEmpty()) {
      throw CommandFailure.usage(
          "a file is written '[datastore] folder/file', or 'folder/file' with GOVC_DATASTORE set,"
              + " was: '"
              + Printable.of(text)
              + "'");
    }
    return of(DatastoreTarget.datastoreName(usual.get()), text, text);
  }

  private static RemoteName of(String datastore, String path, String written)
      throws CommandFailure {
    boolean slash = path.isEmpty() || path.endsWith("/");
    String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    if (plain.isEmpty()) {
      return new RemoteName(datastore, "", Optional.empty(), true);
    }
    List<String> parts = new ArrayList<>(List.of(plain.split("/", -1)));
    NameGlob last = NameGlob.parse(parts.remove(parts.size() - 1));
    List<String> folders = new ArrayList<>();
    for (String part : parts) {
      NameGlob folder = NameGlob.parse(part);
      if (!folder.isExact()) {
        throw CommandFailure.usage(
            "a pattern stands for names in one folder, and not for folders above them, was: '"
                + Printable.of(written)
                + "'; write \\* or \\? for the signs themselves");
      }
      folders.add(folder.name());
    }
    RemoteName name =
        new RemoteName(datastore, String.join("/", folders), Optional.of(last), slash);
    // A path that no file can have is refused here, before anything is asked.
    folders.add(last.isExact() ? last.name() : "any");
    DatastorePath unused = new DatastorePath(datastore, String.join("/", folders));
    return name;
  }

  boolean isPattern() {
    return name.isPresent() && !name.get().isExact();
  }

  boolean isRoot() {
    return name.isEmpty();
  }

  /** What it names, if it is no pattern. */
  DatastorePath path() throws CommandFailure {
    if (isPattern() || isRoot()) {
      throw CommandFailure.usage(
          (isRoot() ? "this is a whole datastore" : "this is a pattern")
              + ", where one file or folder is to be named: '"
              + this
              + "'");
    }
    return file(name.orElseThrow().name());
  }

  /** What goes by a name in its folder. */
  DatastorePath file(String ownName) {
    return new DatastorePath(datastore, folder.isEmpty() ? ownName : folder + "/" + ownName);
  }

  /** The folder that holds it. */
  DatastoreTarget holder() {
    return new DatastoreTarget(datastore, folder, true);
  }

  /** The folder that it is itself. */
  DatastoreTarget asFolder() throws CommandFailure {
    return isRoot()
        ? new DatastoreTarget(datastore, "", true)
        : new DatastoreTarget(datastore, path().path(), true);
  }

  /** For messages; control characters are escaped. */
  @Override
  public String toString() {
    String path =
        name.map(last -> folder.isEmpty() ? last.toString() : folder + "/" + last).orElse("");
    return Printable.whole("[" + datastore + "]" + (path.isEmpty() ? "" : " " + path));
  }
}
