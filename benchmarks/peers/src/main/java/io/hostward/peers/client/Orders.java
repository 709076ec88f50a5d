package io.hostward.peers.client;

import io.hostward.peers.server.Delivery;
import io.hostward.peers.server.PeerServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Writes for clients what they are to send. */
final class Orders {
  private final Path folder;

  Orders(Path folder) {
    this.folder = folder;
  }

  /** Writes a list of lines {@code source<TAB>target} and returns the file. */
  Path list(List<Delivery> deliveries) throws IOException {
    return Files.write(
        folder.resolve("list.txt"),
        deliveries.stream().map(delivery -> delivery.source() + "\t" + delivery.target()).toList());
  }

  /** Writes a list and returns the order to send it. */
  String order(PeerServer server, List<Delivery> deliveries) throws IOException {
    return server.base() + "\t" + list(deliveries) + "\n";
  }

  /** Writes an order into a file and returns it. */
  Path orderFile(PeerServer server, List<Delivery> deliveries) throws IOException {
    return Files.writeString(folder.resolve("order.txt"), order(server, deliveries));
  }

  /** Writes options for curl, three for each file, and returns the file. */
  Path curlConfiguration(PeerServer server, List<Delivery> deliveries) throws IOException {
    String options =
        deliveries.stream()
            .map(
                delivery ->
                    """
                    upload-file = "%s"
                    url = "%s"
                    output = "/dev/null"
                    """
                        .formatted(delivery.source(), server.base().resolve(delivery.target())))
            .collect(Collectors.joining());
    return Files.writeString(folder.resolve("curl.txt"), options);
  }
}
