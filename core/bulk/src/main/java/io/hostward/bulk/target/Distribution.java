package io.hostward.bulk.target;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.delivery.Gap;
import io.hostward.bulk.delivery.PassedOver;
import io.hostward.bulk.delivery.SourceFile;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Every file to every datastore.
 *
 * @param datastores where to
 * @param template the path that a file gets on each
 */
public record Distribution(List<DatastoreInfo> datastores, PathTemplate template) {
  public Distribution {
    datastores = List.copyOf(datastores);
  }

  /**
   * Returns the deliveries, lazily: file by file, so that a file that was read once is likely to be
   * in memory still for the next datastore. Each file begins with another datastore, so that those
   * which are sent a file, for others to copy it, take turns.
   *
   * @param files the files; closing the result closes this
   * @param passedOver hears of files whose name cannot stand on a datastore
   */
  public Stream<Delivery> of(Stream<SourceFile> files, Consumer<PassedOver> passedOver) {
    AtomicInteger first = new AtomicInteger();
    return files.flatMap(
        file ->
            rotated(first.getAndUpdate(at -> (at + 1) % Math.max(1, datastores.size())))
                .map(datastore -> delivery(file, datastore, passedOver))
                .flatMap(Optional::stream));
  }

  /**
   * Returns what tells a listener of files that are passed over from which folders they are
   * missing.
   */
  public Consumer<PassedOver> placing(Consumer<PassedOver> listener) {
    return found ->
        listener.accept(
            found.reason().isFailure() && found.gaps().isEmpty()
                ? found.from(
                    datastores.stream()
                        .map(store -> gap(store, found.relative().orElse("")))
                        .toList())
                : found);
  }

  /**
   * Where something is missing. It may be a folder of which nothing or not all was read, and then
   * it may be missing below too.
   */
  private Gap gap(DatastoreInfo datastore, String relative) {
    for (String path = relative; !path.isEmpty(); path = above(path)) {
      Optional<Gap> gap = gapIn(datastore, path + "/any", path.equals(relative));
      if (gap.isPresent()) {
        return gap.get();
      }
    }
    return gapIn(datastore, "any", relative.isEmpty())
        .orElseGet(() -> new Gap(datastore.name(), "", true));
  }

  private Optional<Gap> gapIn(DatastoreInfo datastore, String file, boolean below) {
    SourceFile any =
        new SourceFile(file, file, OptionalLong.empty(), Optional.empty(), Optional.empty());
    try {
      return Optional.of(new Gap(datastore.name(), template.place(any, datastore).folder(), below));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String above(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  private Stream<DatastoreInfo> rotated(int first) {
    return Stream.concat(
        datastores.subList(first, datastores.size()).stream(),
        datastores.subList(0, first).stream());
  }

  private Optional<Delivery> delivery(
      SourceFile file, DatastoreInfo datastore, Consumer<PassedOver> passedOver) {
    try {
      return Optional.of(new Delivery(file, template.place(file, datastore)));
    } catch (IllegalArgumentException e) {
      passedOver.accept(
          new PassedOver(
              file.location() + " to [" + datastore.name() + "]",
              PassedOver.Reason.NAME,
              String.valueOf(e.getMessage()),
              Optional.of(file.relative()),
              List.of(gap(datastore, file.relative()))));
      return Optional.empty();
    }
  }
}
