package io.hostward.lab.transfer;

import io.hostward.lab.storage.FileSink;
import io.hostward.lab.storage.FileSource;
import io.hostward.lab.storage.FileStore;
import io.hostward.lab.storage.StoreException;
import io.hostward.lab.storage.StoreException.Kind;
import io.hostward.lab.storage.StorePath;
import io.hostward.lab.transfer.ServerCopy.Place;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A disk as VirtualDiskManager takes it: a descriptor, which is a short text, and the extents
 * beside it that the text names.
 *
 * @param place the descriptor's
 * @param text what it says
 */
public record VirtualDisk(Place place, String text) {
  private static final int LONGEST = 64 << 10;
  private static final String FIRST_LINE = "# Disk DescriptorFile";
  private static final Pattern EXTENT =
      Pattern.compile("(?m)^(?:RW|RDONLY|NOACCESS)\\s+\\d+\\s+\\w+\\s+\"([^\"/]+)\"");

  /**
   * Reads a descriptor.
   *
   * @throws StoreException NOT_FOUND if there is none, INVALID if the file is no descriptor
   */
  public static VirtualDisk open(Place place) throws StoreException {
    FileStore store = place.datastore().store();
    try (FileSource in = store.openRead(place.path())) {
      ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
      in.read(0, bytes);
      String text = StandardCharsets.ISO_8859_1.decode(bytes.flip()).toString();
      if (!text.startsWith(FIRST_LINE)) {
        throw new StoreException(Kind.INVALID, place.path());
      }
      return new VirtualDisk(place, text);
    }
  }

  /** How long a copy takes that begins now; no time if it will fail at once. */
  public static Duration takes(Place from, Place to, ServerCopy way) {
    try {
      Duration sum = Duration.ZERO;
      for (String extent : open(from).extents(from.path()).keySet()) {
        sum = sum.plus(way.takes(new Place(from.datastore(), beside(from.path(), extent)), to));
      }
      return sum;
    } catch (StoreException refused) {
      return Duration.ZERO;
    }
  }

  /** Deletes extents and descriptor. */
  public void delete() throws StoreException {
    for (String extent : extents(place.path()).keySet()) {
      place.datastore().store().delete(beside(place.path(), extent));
    }
    place.datastore().store().delete(place.path());
  }

  /** Copies the whole disk, which never replaces another. */
  public void copy(Place to, ServerCopy way) throws StoreException {
    FileStore target = to.datastore().store();
    if (target.stat(to.path()).isPresent()) {
      throw new StoreException(Kind.ALREADY_EXISTS, to.path());
    }
    Map<String, String> extents = extents(to.path());
    String renamed = text;
    for (Map.Entry<String, String> extent : extents.entrySet()) {
      way.copy(
          new Place(place.datastore(), beside(place.path(), extent.getKey())),
          new Place(to.datastore(), beside(to.path(), extent.getValue())),
          false);
      renamed = renamed.replace('"' + extent.getKey() + '"', '"' + extent.getValue() + '"');
    }
    FileSink sink = target.openWrite(to.path());
    try {
      sink.write(ByteBuffer.wrap(renamed.getBytes(StandardCharsets.ISO_8859_1)));
    } finally {
      sink.finish();
    }
  }

  /** The names of the extents, and those that they have as parts of a disk at another path. */
  private Map<String, String> extents(String path) {
    Map<String, String> names = new LinkedHashMap<>();
    Matcher matcher = EXTENT.matcher(text);
    while (matcher.find()) {
      String name = matcher.group(1);
      String own = base(place.path());
      String rest = name.startsWith(own) ? name.substring(own.length()) : '-' + name;
      names.put(name, base(path) + rest);
    }
    return names;
  }

  private static String base(String path) {
    String name = StorePath.name(path);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private static String beside(String path, String name) {
    String folder = StorePath.parent(path);
    return folder.isEmpty() ? name : folder + '/' + name;
  }
}
