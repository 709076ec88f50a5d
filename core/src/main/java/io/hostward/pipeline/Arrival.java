package io.hostward.pipeline;

import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.DatastorePath;
import io.hostward.net.HostAddress;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.FileSink;
import io.hostward.transfer.ServedFile;
import io.hostward.transfer.ServiceTicket;
import io.hostward.upload.Stage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one file as they come, in one transfer or several: each is joined to what is there
 * only if it is the rest of the same file. If the file was changed meanwhile, or the server sends
 * it from its beginning, it lands anew. Used by one thread at a time.
 */
final class Arrival implements FileSink {
  private final Landing landing;
  private DatastoreEntry entry;

  /** The file's bytes by what its server said, or else by what vCenter says. */
  private volatile long total;

  private volatile long received;
  private volatile boolean changed;
  private volatile @Nullable StepFailure failure;
  private @Nullable HostAddress server;
  private @Nullable HostAddress asked;
  private Optional<String> version = Optional.empty();

  /** Of what is sent from the beginning: how much is here already, and was passed on for good. */
  private long skipping;

  Arrival(Landing landing, DatastoreEntry entry) {
    this.landing = landing;
    this.entry = entry;
    this.total = entry.size();
  }

  long bytes() {
    return landing.bytes();
  }

  long total() {
    return total;
  }

  /** How many bytes came in all, those included that came in vain. */
  long received() {
    return received;
  }

  /** Whether the last transfer ended because it is no longer the file that was begun. */
  boolean hasChanged() {
    return changed;
  }

  /** Whether what the last transfer failed of was here, and no server's fault. */
  Optional<StepFailure> failure() {
    return Optional.ofNullable(failure);
  }

  boolean isWhole() {
    return landing.bytes() == total;
  }

  /** What vCenter says of the file now. */
  void expect(DatastoreEntry now) throws StepFailure {
    boolean same =
        now.size() == entry.size()
            && (now.modified().isEmpty()
                || entry.modified().isEmpty()
                || now.modified().equals(entry.modified()));
    if (!same || changed) {
      entry = now;
      anew("it was changed while it was read");
      total = now.size();
    }
  }

  /** A transfer is about to begin. Returns from where on the file is wanted. */
  long begin(ServiceTicket ticket) {
    asked = ticket.addresses().get(0);
    changed = false;
    failure = null;
    skipping = 0;
    return landing.bytes();
  }

  @Override
  public void begin(ServedFile file) throws IOException {
    boolean rest = file.offset() > 0;
    boolean sameServer = asked != null && asked.equals(server);
    boolean other =
        rest
            && ((file.size().isPresent() && file.size().getAsLong() != total)
                || (sameServer
                    && file.version().isPresent()
                    && version.isPresent()
                    && !file.version().equals(version)));
    if (other || file.offset() > landing.bytes()) {
      changed = true;
      throw new IOException("it is no longer the file that was begun");
    }
    if (!rest) {
      fromTheBeginning(file);
    }
    server = asked;
    version = file.version();
  }

  private void fromTheBeginning(ServedFile file) throws IOException {
    long announced = file.size().orElse(entry.size());
    if (landing.bytes() > 0 && !landing.restart()) {
      // What was passed on is not asked back: the rest of the same file will do.
      if (announced != total) {
        failure = passedOn("it was changed while it was read");
        throw new IOException("the file was changed");
      }
      skipping = landing.bytes();
    }
    total = announced;
  }

  private void anew(String why) throws StepFailure {
    try {
      if (!landing.restart()) {
        throw passedOn(why);
      }
    } catch (IOException e) {
      throw local(e);
    }
    changed = false;
    server = null;
    version = Optional.empty();
  }

  private static StepFailure passedOn(String why) {
    return StepFailure.of(
        FailureDomain.SOURCE,
        Stage.TRANSFER,
        new IOException(
            "the file cannot be passed on whole: "
                + why
                + ", and its beginning was passed on already; download it to a file"));
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    int before = bytes.remaining();
    if (skipping > 0) {
      int skipped = (int) Math.min(skipping, before);
      bytes.position(bytes.position() + skipped);
      skipping -= skipped;
      received += skipped;
      return skipped;
    }
    try {
      int count = landing.write(bytes);
      received += count;
      return count;
    } catch (IOException | RuntimeException e) {
      failure = local(e);
      throw e;
    }
  }

  private static StepFailure local(Exception e) {
    return StepFailure.of(
        FailureDomain.REQUEST,
        Stage.TRANSFER,
        "what is downloaded cannot be written here: "
            + (e.getMessage() == null ? e.toString() : e.getMessage()),
        e);
  }

  /**
   * A server that has sent all that it announced has sent the file only if that is what vCenter
   * knows of. It may be more: something may be writing to it, and vCenter hears of that later.
   */
  void requireWhole(DatastorePath file) throws StepFailure {
    long here = landing.bytes();
    if (here < entry.size() || (skipping > 0)) {
      changed = true;
      throw StepFailure.of(
          FailureDomain.HOST,
          Stage.VERIFICATION,
          new IOException(
              String.format(
                  "%s is %d bytes long by what vCenter says, and %d came",
                  file, entry.size(), here)));
    }
    total = here;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {}
}
