package io.hostward.pipeline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A hidden file beside the target, which takes the target's name at last. */
final class FileLanding implements Landing {
  private static final Logger LOG = LoggerFactory.getLogger(FileLanding.class);
  private static final int BUFFER = 1 << 20;

  private final Path target;
  private final Path part;
  private final boolean overwrite;
  private final FileChannel channel;
  private volatile long bytes;

  /**
   * Creates the hidden file.
   *
   * @throws IOException if it cannot be created, or the target cannot take its place
   */
  FileLanding(Path target, UUID id, boolean overwrite) throws IOException {
    this.target = real(target);
    this.overwrite = overwrite;
    requireFree();
    this.part = this.target.resolveSibling(TemporaryName.of(id));
    try {
      this.channel =
          FileChannel.open(
              part,
              Set.of(
                  StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
              modeAtFirst());
    } catch (NoSuchFileException e) {
      throw new IOException("there is no folder to hold " + target + "; make it first", e);
    } catch (FileSystemException e) {
      throw new IOException(
          String.format(
              "%s: no file can be made in its folder, %s: %s",
              target, part.toAbsolutePath().getParent(), reason(e)),
          e);
    }
    keepMode();
  }

  /** The exception's message begins with a hidden name, which says nothing to anybody. */
  private static String reason(FileSystemException e) {
    String reason = e.getReason();
    if (reason != null) {
      return reason;
    }
    return e instanceof AccessDeniedException ? "permission denied" : e.toString();
  }

  /** Nobody else's, if it is to have the permissions of what stands there; the system's if not. */
  private FileAttribute<?>[] modeAtFirst() {
    boolean kept =
        Files.exists(target)
            && Files.getFileAttributeView(target, PosixFileAttributeView.class) != null;
    return kept
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /**
   * Who may read what stands there may read what comes, and from its first byte on nobody else: its
   * group's rights go with the group, or not at all.
   */
  private void keepMode() {
    PosixFileAttributeView old = Files.getFileAttributeView(target, PosixFileAttributeView.class);
    PosixFileAttributeView made = Files.getFileAttributeView(part, PosixFileAttributeView.class);
    if (old == null || made == null || !Files.exists(target)) {
      return;
    }
    try {
      PosixFileAttributes attributes = old.readAttributes();
      Set<PosixFilePermission> mode = new HashSet<>(attributes.permissions());
      if (!attributes.group().equals(made.readAttributes().group())
          && !isGroup(made, attributes.group())) {
        mode.removeAll(PosixFilePermissions.fromString("---rwx---"));
      }
      made.setPermissions(mode);
    } catch (IOException e) {
      LOG.warn("{} does not keep its permissions: {}", target, e.toString());
    }
  }

  private static boolean isGroup(PosixFileAttributeView made, GroupPrincipal group) {
    try {
      made.setGroup(group);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Where a link leads, so that it stays a link. What is neither a file nor nothing is left alone:
   * a device would be replaced by a file of its name.
   */
  private static Path real(Path target) throws IOException {
    if (Files.isDirectory(target)) {
      throw new IOException(target + " is a folder; name the file in it");
    }
    if (!Files.exists(target)) {
      if (Files.isSymbolicLink(target)) {
        throw new IOException(
            target + " is a link that leads nowhere; mount or make what it leads to, or remove it");
      }
      return target;
    }
    if (!Files.isRegularFile(target)) {
      throw new IOException(target + " is no file but a device, a pipe or the like");
    }
    return Files.isSymbolicLink(target) ? target.toRealPath() : target;
  }

  private void requireFree() throws IOException {
    if (!overwrite && Files.exists(target)) {
      throw new FileAlreadyExistsException(
          target.toString(), null, "it exists already and is not to be overwritten");
    }
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    int count = channel.write(source, bytes);
    bytes += count;
    return count;
  }

  @Override
  public boolean restart() throws IOException {
    channel.truncate(0);
    bytes = 0;
    return true;
  }

  @Override
  public void settle() throws IOException {
    channel.force(true);
  }

  @Override
  public String sha256() throws IOException {
    MessageDigest digest = Sha256.newDigest();
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER, Math.max(1, bytes)));
    for (long at = 0; at < bytes; ) {
      buffer.clear();
      int count = channel.read(buffer, at);
      if (count < 0) {
        throw new IOException(part + " became shorter while it was read");
      }
      digest.update(buffer.flip());
      at += count;
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void publish() throws IOException {
    channel.close();
    if (overwrite) {
      moveOver();
    } else {
      link();
    }
    settleFolder();
  }

  private void moveOver() throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** A second name cannot replace what appeared under it meanwhile; a move would. */
  private void link() throws IOException {
    try {
      // The other name goes when all is cleared.
      Files.createLink(target, part);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | IOException e) {
      requireFree();
      Files.move(part, target);
    }
  }

  /** So that the name outlives a loss of power; where folders cannot be opened, it does or not. */
  private void settleFolder() {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null) {
      return;
    }
    try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
      opened.force(true);
    } catch (IOException e) {
      LOG.debug("The folder {} is not synchronized: {}", folder, e.toString());
    }
  }

  @Override
  public Optional<Path> clear() {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("{} is not closed: {}", part, e.toString());
    }
    try {
      Files.deleteIfExists(part);
      return Optional.empty();
    } catch (IOException e) {
      LOG.warn("{} could not be deleted, please delete it: {}", part, e.toString());
      return Optional.of(part);
    }
  }
}
