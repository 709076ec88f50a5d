package io.hostward.experiment.report;

import org.jspecify.annotations.Nullable;

/**
 * One line of a way: bytes from one machine to the next.
 *
 * @param from {@code client}, {@code vCenter}, {@code datastores} or a host's name
 * @param to likewise
 * @param port the port at the far end; 0 if it is not known
 * @param taken false for a way that the bytes could have taken and did not
 * @param bytes how many passed, as far as that is known
 * @param bytesPerSecond their rate, as far as that is known
 */
public record Hop(
    String from,
    String to,
    int port,
    boolean taken,
    @Nullable Long bytes,
    @Nullable Long bytesPerSecond) {
  /** The machine that this runs on. */
  public static final String CLIENT = "client";

  /** The vCenter. */
  public static final String VCENTER = "vCenter";

  /** A host that vCenter chose, of which no more is known. */
  public static final String SOME_HOST = "a host";

  /** All datastores together: what is copied from one to another leaves vSphere nowhere. */
  public static final String DATASTORES = "datastores";

  /** A way that was not taken. */
  public static Hop notTaken(String from, String to, int port) {
    return new Hop(from, to, port, false, null, null);
  }
}
