package io.hostward.bulk.delivery;

import java.util.List;
import java.util.Optional;

/**
 * Something that was found but will not be delivered, told to whoever asked for the stream that it
 * is missing from.
 *
 * @param what the file or folder, as messages name it
 * @param reason why
 * @param detail what came back, for messages; one line
 * @param relative its path below the folder that was named, separated by slashes; empty if that is
 *     not known
 * @param gaps the folders that it is missing from; none as long as that is not known
 */
public record PassedOver(
    String what, Reason reason, String detail, Optional<String> relative, List<Gap> gaps) {
  public PassedOver {
    gaps = List.copyOf(gaps);
  }

  /** Something of which no more is known. */
  public PassedOver(String what, Reason reason, String detail) {
    this(what, reason, detail, Optional.empty(), List.of());
  }

  /** Why something is not delivered. */
  public enum Reason {
    /** A symbolic link, and links are skipped. */
    LINK(false),
    /** No file and no folder: a pipe, a device, a socket. */
    SPECIAL(false),
    /** A link to a folder that it is itself in. */
    LOOP(true),
    /** It could not be read, or a link leads nowhere. */
    UNREADABLE(true),
    /** Its name cannot stand on a datastore. */
    NAME(true);

    private final boolean failure;

    Reason(boolean failure) {
      this.failure = failure;
    }

    /** Returns true if a run that passed it over has not done all that it was asked for. */
    public boolean isFailure() {
      return failure;
    }
  }

  /** The same, missing from these folders. */
  public PassedOver from(List<Gap> folders) {
    return new PassedOver(what, reason, detail, relative, folders);
  }

  @Override
  public String toString() {
    return what + ": " + detail;
  }
}
