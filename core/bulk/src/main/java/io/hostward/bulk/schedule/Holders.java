package io.hostward.bulk.schedule;

import io.hostward.bulk.delivery.SourceFile;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which datastores have a file by now. Asks the backlog once for a file, and learns what arrives
 * after that; remembers the last few hundred files. Not thread-safe.
 */
final class Holders {
  private static final int REMEMBERED = 500;

  private final Backlog backlog;
  private final Map<Content, Set<DatastorePath>> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Content, Set<DatastorePath>> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** One local file as it was planned. */
  private record Content(String path, Object size, Optional<?> modified) {
    static Content of(Task task) {
      SourceFile source = task.delivery().source();
      return new Content(source.location(), source.size(), source.modified());
    }
  }

  Holders(Backlog backlog) {
    this.backlog = backlog;
  }

  Set<DatastorePath> of(Task task) throws IOException {
    Content content = Content.of(task);
    Set<DatastorePath> holders = known.get(content);
    if (holders == null) {
      holders = new LinkedHashSet<>(backlog.holders(task));
      known.put(content, holders);
    }
    return holders;
  }

  /** It stands there, and that is written down: who asks the backlog from now on is told. */
  void add(Task task) {
    Set<DatastorePath> holders = known.get(Content.of(task));
    if (holders != null) {
      holders.add(task.place());
    }
  }

  /** Files have got other names: who has them is asked anew. */
  void forget() {
    known.clear();
  }
}
