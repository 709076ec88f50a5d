package io.hostward.cli.lab;

import io.hostward.cli.text.ByteRate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the simulated vSphere is like. */
public final class LabOptions {
  private static final int HOSTS = 4;

  @Option(
      names = "--hosts",
      paramLabel = "N",
      description = "How many hosts the lab has, 1 to 84. Default: " + HOSTS + ".")
  private @Nullable Integer hosts;

  @Option(
      names = "--datastores",
      paramLabel = "N",
      description =
          "How many datastores all hosts of the lab mount, 1 to 2000: vmstore, and vmstore-2 and so on."
              + " Default: 1.")
  private @Nullable Integer datastores;

  @Option(
      names = "--storage",
      paramLabel = "DIR",
      description =
          "Keep the lab's files below this folder, one folder for each datastore, and leave them"
              + " there.")
  private @Nullable Path storage;

  @Option(
      names = "--discard",
      description = "Keep only name, size and SHA-256 of the lab's files. For large files.")
  private boolean discard;

  @Option(
      names = "--host-rate",
      paramLabel = "RATE",
      description = "Cap what each host of the lab takes, for example 100MB per second.")
  private @Nullable ByteRate hostRate;

  @Option(
      names = "--relay-rate",
      paramLabel = "RATE",
      description = "Cap what the lab's vCenter relays in all, for example 50MB per second.")
  private @Nullable ByteRate relayRate;

  int hosts() {
    return hosts == null ? HOSTS : hosts;
  }

  int datastores() {
    return datastores == null ? 1 : datastores;
  }

  Optional<Path> storage() {
    return Optional.ofNullable(storage);
  }

  boolean discard() {
    return discard;
  }

  Optional<ByteRate> hostRate() {
    return Optional.ofNullable(hostRate);
  }

  Optional<ByteRate> relayRate() {
    return Optional.ofNullable(relayRate);
  }

  /** Returns the options as they would be written on a command line. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    arguments.add("--hosts=" + hosts());
    arguments.add("--datastores=" + datastores());
    storage().ifPresent(folder -> arguments.add("--storage=" + folder));
    if (discard) {
      arguments.add("--discard");
    }
    hostRate().ifPresent(rate -> arguments.add("--host-rate=" + rate.bytesPerSecond()));
    relayRate().ifPresent(rate -> arguments.add("--relay-rate=" + rate.bytesPerSecond()));
    return arguments;
  }

  /** Returns true if an option was given that only a lab obeys. */
  public boolean given() {
    return hosts != null
        || datastores != null
        || storage != null
        || discard
        || hostRate != null
        || relayRate != null;
  }
}
