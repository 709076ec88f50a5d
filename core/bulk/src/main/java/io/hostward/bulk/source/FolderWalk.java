package io.hostward.bulk.source;

import io.hostward.bulk.delivery.PassedOver;
import io.hostward.bulk.delivery.PassedOver.Reason;
import io.hostward.bulk.delivery.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Walks down a folder. Holds the open folders between the top and where it is, and nothing else, so
 * that a folder of a million files takes no more memory than one of ten.
 *
 * <p>A folder or file that cannot be read is passed over and told: the others go all the same.
 */
final class FolderWalk extends Spliterators.AbstractSpliterator<SourceFile> {
  private final PathRules rules;
  private final Links links;
  private final Consumer<PassedOver> passedOver;
  private final Deque<OpenFolder> open = new ArrayDeque<>();

  private FolderWalk(PathRules rules, Links links, Consumer<PassedOver> passedOver) {
    super(Long.MAX_VALUE, Spliterator.NONNULL | Spliterator.DISTINCT);
    this.rules = rules;
    this.links = links;
    this.passedOver = passedOver;
  }

  static Stream<SourceFile> open(
      Path folder, PathRules rules, Links links, Consumer<PassedOver> passedOver)
      throws IOException {
    FolderWalk walk = new FolderWalk(rules, links, passedOver);
    walk.enterTop(folder);
    return StreamSupport.stream(walk, false).onClose(walk::close);
  }

  private void enterTop(Path folder) throws IOException {
    LocalEntry top = LocalEntry.follow(folder);
    if (!top.attributes().isDirectory()) {
      throw new IOException(folder + " is no folder; name it as a file");
    }
    try {
      open.push(OpenFolder.of(top, ""));
    } catch (IOException e) {
      throw new IOException("cannot list " + folder + ": " + LocalEntry.words(e), e);
    }
  }

  @Override
  public boolean tryAdvance(Consumer<? super SourceFile> action) {
    while (!open.isEmpty()) {
      OpenFolder folder = open.element();
      Optional<Path> next = next(folder);
      if (next.isEmpty()) {
        open.remove().close();
        continue;
      }
      String relative = folder.below(next.get());
      Optional<SourceFile> file = look(next.get(), relative);
      if (file.isPresent()) {
        action.accept(file.get());
        return true;
      }
    }
    return false;
  }

  private Optional<Path> next(OpenFolder folder) {
    try {
      return folder.next();
    } catch (DirectoryIteratorException e) {
      // What is left of it is lost, and no more can be said than that.
      passOver(folder.path(), folder.relative(), Reason.UNREADABLE, String.valueOf(e.getCause()));
      return Optional.empty();
    }
  }

  private Optional<SourceFile> look(Path path, String relative) {
    try {
      LocalEntry entry = LocalEntry.itself(path);
      if (entry.attributes().isSymbolicLink()) {
        return link(path, relative);
      }
      return lookAt(entry, relative);
    } catch (IOException e) {
      // An excluded file that vanished, or may not be looked at, is nobody's concern.
      if (rules.lets(relative)) {
        passOver(path, relative, Reason.UNREADABLE, String.valueOf(e.getMessage()));
      }
      return Optional.empty();
    }
  }

  private Optional<SourceFile> link(Path path, String relative) throws IOException {
    if (rules.barsFolder(relative)) {
      return Optional.empty();
    }
    if (links == Links.FOLLOW) {
      return lookAt(LocalEntry.follow(path), relative);
    } else if (!rules.lets(relative) && !Files.isDirectory(path)) {
      return Optional.empty();
    } else if (links == Links.REFUSE) {
      throw new UncheckedIOException(
          new IOException(
              path + " is a symbolic link, and links are refused; follow or skip them instead"));
    }
    passOver(path, relative, Reason.LINK, "it is a symbolic link, and links are skipped");
    return Optional.empty();
  }

  private Optional<SourceFile> lookAt(LocalEntry entry, String relative) throws IOException {
    if (entry.attributes().isDirectory()) {
      enter(entry, relative);
      return Optional.empty();
    } else if (!rules.lets(relative)) {
      return Optional.empty();
    } else if (!entry.attributes().isRegularFile()) {
      passOver(entry.path(), relative, Reason.SPECIAL, "it is neither a file nor a folder");
      return Optional.empty();
    }
    return Optional.of(entry.file(relative));
  }

  private void enter(LocalEntry folder, String relative) {
    if (rules.barsFolder(relative)) {
      return;
    }
    try {
      if (links == Links.FOLLOW && isOpen(folder)) {
        passOver(folder.path(), relative, Reason.LOOP, "it leads to a folder that it is in");
        return;
      }
      open.push(OpenFolder.of(folder, relative));
    } catch (IOException e) {
      passOver(folder.path(), relative, Reason.UNREADABLE, LocalEntry.words(e));
    }
  }

  private boolean isOpen(LocalEntry folder) throws IOException {
    for (OpenFolder above : open) {
      if (above.isSame(folder)) {
        return true;
      }
    }
    return false;
  }

  private void passOver(Path path, String relative, Reason reason, String detail) {
    passedOver.accept(
        new PassedOver(path.toString(), reason, detail, Optional.of(relative), List.of()));
  }

  private void close() {
    while (!open.isEmpty()) {
      open.remove().close();
    }
  }
}
