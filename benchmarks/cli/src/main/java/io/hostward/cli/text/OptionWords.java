package io.hostward.cli.text;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Says in options what the library's messages say in Java: they are written for whoever calls the
 * library, and on a command line nobody can hand in an object.
 */
public final class OptionWords {
  private static final Map<String, String> OPTIONS = new LinkedHashMap<>();

  static {
    OPTIONS.put(
        "have a HostAddressResolver name an address", "say with --resolve where the host is");
    OPTIONS.put(
        "trust its authority or pin its thumbprint",
        "trust its authority (--ca-file) or pin its thumbprint (--thumbprint)");
    OPTIONS.put(", or pin its thumbprint", ", or pin its thumbprint (--thumbprint)");
    OPTIONS.put(
        "hand in a source that can be opened again, such as a file", "upload it from a file");
    OPTIONS.put(
        "hand in its stream and length instead", "pipe it in, with - as the file and its --size");
    OPTIONS.put("bytes that were stated as its length", "bytes of --size");
    OPTIONS.put(
        "close its writing side, or hand in a channel, which is cut at its size",
        "end what writes it, or cut it by head -c");
    OPTIONS.put(
        "is a folder, and cannot be replaced by a file",
        "is a folder, and cannot be replaced by a file: to upload into it, end the target with /");
    OPTIONS.put("name one of: ", "name one of them with --datacenter: ");
  }

  private OptionWords() {}

  /** Returns a message of the library for those who typed a command. */
  public static String of(String message) {
    String words = message;
    for (Map.Entry<String, String> option : OPTIONS.entrySet()) {
      words = words.replace(option.getKey(), option.getValue());
    }
    return words;
  }
}
