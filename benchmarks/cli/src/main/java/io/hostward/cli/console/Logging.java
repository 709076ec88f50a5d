package io.hostward.cli.console;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Decides what is logged to standard error. */
public final class Logging {
  // Held, since the JDK drops loggers that are not held, and their levels with them.
  private static final Logger JDK = Logger.getLogger("");

  private Logging() {}

  /**
   * Sets the levels, before the first SLF4J logger is made.
   *
   * @param verbose whether Hostward logs what it does; libraries are quieter
   */
  public static void configure(boolean verbose) {
    String prefix = "org.slf4j.simpleLogger.";
    System.setProperty(prefix + "defaultLogLevel", verbose ? "info" : "error");
    System.setProperty(prefix + "log.io.hostward", verbose ? "debug" : "error");
    System.setProperty(prefix + "showDateTime", "true");
    System.setProperty(prefix + "dateTimeFormat", "HH:mm:ss.SSS");
    System.setProperty(prefix + "showShortLogName", "true");
    JDK.setLevel(verbose ? Level.INFO : Level.SEVERE);
  }
}
