package io.hostward.bulk.plan;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.delivery.NewFolder;
import io.hostward.inventory.DatastorePath;
import java.util.Optional;

/**
 * A delivery and what is to be done about it.
 *
 * @param delivery with its source's size and time, unless it is unreadable
 * @param verdict what comparing it came to
 * @param before the file that stands under the target's name
 * @param copyOf another file that holds the content, or will: it can be copied from there. On the
 *     same datastore it will before this delivery's turn comes; on another it is to be waited for
 * @param folder the new folder that it is to appear with; empty if it appears by itself
 * @param problem why it is unreadable or not compared, or is sent though another file has its
 *     content; empty otherwise
 */
public record Planned(
    Delivery delivery,
    Verdict verdict,
    Optional<StoredFile> before,
    Optional<DatastorePath> copyOf,
    Optional<NewFolder> folder,
    String problem) {

  static Planned of(Delivery delivery, Verdict verdict, Optional<StoredFile> before) {
    return new Planned(delivery, verdict, before, Optional.empty(), Optional.empty(), "");
  }

  static Planned problem(Delivery delivery, Verdict verdict, String problem) {
    return new Planned(
        delivery, verdict, Optional.empty(), Optional.empty(), Optional.empty(), problem);
  }

  Planned copied(DatastorePath from) {
    return new Planned(delivery, verdict, before, Optional.of(from), folder, problem);
  }

  Planned appearingWith(Optional<NewFolder> newFolder) {
    return new Planned(delivery, verdict, before, copyOf, newFolder, problem);
  }

  Planned sentThoughCopied(DatastorePath from) {
    return new Planned(
        delivery,
        verdict,
        before,
        copyOf,
        folder,
        "sent and not copied from "
            + from
            + ", since the two files of a virtual disk belong together");
  }

  /** Returns whether it is sent though another file has its content: a virtual disk is. */
  public boolean isSentThoughCopied() {
    return verdict.isOpen() && verdict != Verdict.NOT_COMPARED && !problem.isEmpty();
  }

  /** Returns the bytes that the file has; 0 if that is not known. */
  public long size() {
    return delivery.source().size().orElse(0);
  }
}
