package io.hostward.cli.text;

import java.util.Map;
import java.util.stream.Stream;

/**
 * The encoding through which the JVM reads arguments, environment variables and names of files.
 * What it cannot read arrives as U+FFFD, another text than was meant, and must not be used: not as
 * a name, and least of all as a password, since wrong ones lock accounts.
 */
public final class LocaleEncoding {
  private static final char REPLACEMENT = '\ufffd';

  private final String words;

  private LocaleEncoding(String words) {
    this.words = words;
  }

  /** Returns that of this process, whose environment tells which locale it is of. */
  public static LocaleEncoding of(Map<String, String> environment) {
    String encoding =
        System.getProperty("sun.jnu.encoding", System.getProperty("native.encoding", "unknown"));
    // The order in which POSIX looks for it.
    String setting =
        Stream.of("LC_ALL", "LC_CTYPE", "LANG")
            .filter(name -> !environment.getOrDefault(name, "").isEmpty())
            .findFirst()
            .map(name -> name + "=" + environment.get(name))
            .orElse("neither LC_ALL nor LANG is set");
    return new LocaleEncoding(encoding + " (" + setting + ")");
  }

  /** Returns true if a text arrived whole. */
  public boolean reads(String text) {
    return text.indexOf(REPLACEMENT) < 0;
  }

  /**
   * Returns the text, if it arrived whole.
   *
   * @param what where it comes from; messages never repeat the text, which may be secret
   * @throws IllegalArgumentException if it did not; the message names the locale and a remedy
   */
  public String require(String what, String text) {
    if (!reads(text)) {
      throw new IllegalArgumentException(unreadable(what));
    }
    return text;
  }

  /** Returns words for something that did not arrive whole. */
  public String unreadable(String what) {
    return what
        + " holds characters that cannot be read in the locale's encoding, "
        + words
        + ": run this in a UTF-8 locale that the machine has (see locale -a), for example with"
        + " LC_ALL=C.UTF-8, and write it in UTF-8";
  }
}
