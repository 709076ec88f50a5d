package io.hostward.bulk.schedule;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.delivery.NewFolder;
import io.hostward.inventory.DatastorePath;
import java.util.Optional;

/**
 * A delivery that is to be carried out.
 *
 * @param id its number in the ledger
 * @param delivery with its source's size as it was planned
 * @param round the how-manieth time, from 1
 * @param lookFirst whether nobody has found out what the target holds: whoever carries it looks,
 *     and sends nothing if a file of that size is there
 * @param copyFrom a file that holds the content: copy that instead, or send it if copying is not
 *     possible. As long as it stands in a queue, one of another datastore may be yet to arrive
 * @param folder the new folder that its file is to appear with: until then it is kept elsewhere
 */
public record Task(
    long id,
    Delivery delivery,
    int round,
    boolean lookFirst,
    Optional<DatastorePath> copyFrom,
    Optional<NewFolder> folder) {

  /** A file that appears by itself. */
  public Task(
      long id, Delivery delivery, int round, boolean lookFirst, Optional<DatastorePath> copyFrom) {
    this(id, delivery, round, lookFirst, copyFrom, Optional.empty());
  }

  /** Returns where it is to be sent: to its target, or to where its folder is kept until then. */
  public DatastorePath place() {
    return folder.map(kept -> kept.placeOf(delivery.target())).orElse(delivery.target());
  }

  /** The same, copied from there. */
  Task copiedFrom(DatastorePath holder) {
    return new Task(id, delivery, round, lookFirst, Optional.of(holder), folder);
  }

  /** The same, sent. */
  public Task sent() {
    return new Task(id, delivery, round, lookFirst, Optional.empty(), folder);
  }

  /** Returns true if it can be copied once another datastore has it. */
  boolean isFannedOut() {
    return copyFrom.isPresent() && !copyFrom.get().datastore().equals(datastore());
  }

  /** Returns the name of the datastore. */
  public String datastore() {
    return delivery.target().datastore();
  }

  /** Returns the file's bytes. */
  public long bytes() {
    return delivery.source().size().orElse(0);
  }
}
