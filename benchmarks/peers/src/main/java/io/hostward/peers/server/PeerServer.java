package io.hostward.peers.server;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/** A server that takes files over TLS and closes after each, as hosts do. */
public interface PeerServer extends AutoCloseable {
  /** Returns its name for tables. */
  String name();

  /** Returns its root, such as {@code https://127.0.0.1:4711}. */
  URI base();

  /** Returns true if it holds the files in memory until they are verified. */
  boolean keepsFiles();

  /** Forgets what has arrived so far: a client that failed may have sent something all the same. */
  void forget() throws IOException;

  /**
   * Checks that all of these files arrived since the last check, and forgets them.
   *
   * @return what was agreed on with the client
   * @throws IOException if one is missing, another one came, or bytes are missing or wrong
   */
  Spoken verify(List<Delivery> deliveries) throws IOException, InterruptedException;

  @Override
  void close();
}
