package io.hostward.peers.rounds;

import io.hostward.experiment.GeneratedSource;
import io.hostward.peers.server.Delivery;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Files that every client sends.
 *
 * @param title words for a heading
 * @param deliveries the files
 * @param warmUps how often a client that stays sends them to a server before it is measured
 * @param rounds how often they are measured
 */
public record Load(String title, List<Delivery> deliveries, int warmUps, int rounds) {
  private static final int BLOCK = 1 << 20;

  /** Copies the list. */
  public Load {
    deliveries = List.copyOf(deliveries);
  }

  /**
   * Writes the files of a load, the same for the same seed.
   *
   * @param folder where they stand until {@link #delete}
   * @param size of each
   */
  public static List<Delivery> write(Path folder, String name, int count, long size, long seed)
      throws IOException {
    GeneratedSource content = new GeneratedSource(size, seed);
    List<Delivery> deliveries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String numbered = "%s-%04d.bin".formatted(name, i);
      deliveries.add(new Delivery(write(folder.resolve(numbered), content, i), size, numbered));
    }
    return deliveries;
  }

  /** Marks each file with its number, so that no two are alike. */
  private static Path write(Path file, GeneratedSource content, int number) throws IOException {
    try (ReadableByteChannel in = content.open();
        FileChannel out =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
      while (in.read(block) >= 0) {
        block.flip();
        out.write(block);
        block.clear();
      }
      if (content.size() >= Integer.BYTES) {
        out.write(ByteBuffer.allocate(Integer.BYTES).putInt(0, number), 0);
      }
      return file;
    }
  }

  /** Deletes the files. */
  public void delete() throws IOException {
    for (Delivery delivery : deliveries) {
      Files.deleteIfExists(delivery.source());
    }
  }

  /** Returns the bytes of all files. */
  public long bytes() {
    return deliveries.stream().mapToLong(Delivery::size).sum();
  }
}
