package io.hostward.peers.server;

import java.nio.file.Path;

/**
 * One file that a client is to send.
 *
 * @param source the file
 * @param size its size
 * @param name its name on the server, of plain characters
 */
public record Delivery(Path source, long size, String name) {
  /** Returns path and query, as on a host. */
  public String target() {
    return "/folder/" + name + "?dsName=peers";
  }
}
