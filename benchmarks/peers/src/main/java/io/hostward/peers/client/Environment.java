package io.hostward.peers.client;

import java.util.Map;

/** What clients find in their environment. */
final class Environment {
  /**
   * Proxies of this machine are not for its own servers; nothing is written beside Python files.
   */
  static final Map<String, String> ADDED =
      Map.of("NO_PROXY", "*", "no_proxy", "*", "PYTHONDONTWRITEBYTECODE", "1");

  private Environment() {}
}
