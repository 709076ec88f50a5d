package io.hostward.cli.connect;

import io.hostward.net.Secret;

/**
 * Refuses what cannot be a password, before a server counts it as a wrong one: after a few of those
 * it locks the account.
 */
final class Passwords {
  private Passwords() {}

  /**
   * Returns the password.
   *
   * @param where it comes from, for messages, which never repeat it
   * @throws IllegalArgumentException if it is empty or holds control characters
   */
  static Secret of(String where, String password) {
    if (password.isEmpty()) {
      throw new IllegalArgumentException(where + " holds no password");
    }
    if (password.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(where + " " + advice(password));
    }
    return Secret.of(password);
  }

  private static String advice(String password) {
    if (password.endsWith("\r") && count(password) == 1) {
      return "ends with a carriage return, as a file with Windows line ends leaves one: remove it,"
          + " for example with tr -d '\\r'";
    }
    if (password.indexOf('\n') >= 0) {
      return "holds more than one line: leave the password alone in it";
    }
    int first = password.chars().filter(Character::isISOControl).findFirst().orElseThrow();
    return String.format(
        "holds the control character U+%04X, which no password that could be typed has: check how"
            + " it was written",
        first);
  }

  private static long count(String password) {
    return password.chars().filter(Character::isISOControl).count();
  }
}
