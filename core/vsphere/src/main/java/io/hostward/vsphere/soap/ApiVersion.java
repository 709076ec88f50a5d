package io.hostward.vsphere.soap;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which version of the API to speak with a server. */
final class ApiVersion {
  /** The binding's own: what it reads was checked against the schema of this version. */
  static final String NEWEST = "8.0.3.0";

  /** Every server that this project knows of accepts it. */
  static final String OLDEST = "6.5";

  private ApiVersion() {}

  /** The server's version, but none older or newer than the binding is made for. */
  static String toSpeak(@Nullable String serverVersion) {
    if (serverVersion == null || !serverVersion.matches("\\d{1,4}(\\.\\d{1,4}){0,4}")) {
      return OLDEST;
    }
    if (compare(serverVersion, OLDEST) < 0) {
      return OLDEST;
    }
    return compare(serverVersion, NEWEST) > 0 ? NEWEST : serverVersion;
  }

  private static int compare(String one, String other) {
    return Arrays.compare(numbers(one), numbers(other));
  }

  private static int[] numbers(String version) {
    String[] parts = version.split("\\.", -1);
    int[] numbers = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      numbers[i] = Integer.parseInt(parts[i]);
    }
    return numbers;
  }
}
