package io.hostward.bulk.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Streams one after the other, each opened when its turn comes, however many they are. What {@link
 * Stream#flatMap} makes of streams would be held in memory as a whole when it is read step by step.
 */
public final class Joined<T> extends Spliterators.AbstractSpliterator<T> {
  private final Iterator<? extends Part<T>> parts;
  private @Nullable Stream<T> stream;
  private @Nullable Spliterator<T> open;

  /** Opens a stream. */
  @FunctionalInterface
  public interface Part<T> {

    /** Opens it; the caller closes it. */
    Stream<T> open() throws IOException;
  }

  private Joined(List<? extends Part<T>> parts) {
    super(Long.MAX_VALUE, Spliterator.NONNULL);
    this.parts = parts.iterator();
  }

  /**
   * Joins streams. A part that cannot be opened ends the whole with an {@link
   * UncheckedIOException}.
   */
  public static <T> Stream<T> of(List<? extends Part<T>> parts) {
    Joined<T> joined = new Joined<>(parts);
    return StreamSupport.stream(joined, false).onClose(joined::close);
  }

  @Override
  public boolean tryAdvance(Consumer<? super T> action) {
    while (open == null || !open.tryAdvance(action)) {
      close();
      if (!parts.hasNext()) {
        return false;
      }
      try {
        stream = parts.next().open();
        open = stream.spliterator();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return true;
  }

  private void close() {
    Stream<T> last = stream;
    stream = null;
    open = null;
    if (last != null) {
      last.close();
    }
  }
}
