package io.hostward.peers.startup;

import java.util.List;

/**
 * A command whose start is measured.
 *
 * @param name words for the table
 * @param command the program and its arguments
 * @param logsIn whether it logs in to the lab
 */
record Start(String name, List<String> command, boolean logsIn) {
  /** Copies the list. */
  Start {
    command = List.copyOf(command);
  }
}
