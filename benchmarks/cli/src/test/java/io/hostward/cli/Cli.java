package io.hostward.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hostward.cli.console.Interruption;
import io.hostward.cli.console.Shell;
import io.hostward.cli.console.Terminal;
import io.hostward.lab.Lab;
import io.hostward.lab.LabHost;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs commands within this process, with an environment and a standard input of their own. */
public final class Cli {
  public final Interruption interruption = new Interruption();
  public final Map<String, String> environment = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private byte[] in = new byte[0];

  /** With the variables that lead to a lab, all but the way to its hosts. */
  public static Cli against(Lab lab) {
    Cli cli = new Cli();
    cli.environment.put("GOVC_URL", lab.url().toString());
    cli.environment.put("GOVC_USERNAME", lab.user().name());
    cli.environment.put("GOVC_PASSWORD", lab.user().password());
    cli.environment.put("GOVC_DATASTORE", "vmstore");
    return cli;
  }

  public Cli standardInput(byte[] bytes) {
    in = bytes;
    return this;
  }

  public int run(String... arguments) {
    out.reset();
    err.reset();
    return Main.run(shell(), arguments);
  }

  Shell shell() {
    return new Shell(
        environment,
        new ByteArrayInputStream(in),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        Terminal.NONE,
        interruption);
  }

  /** Runs a command with the options that lead to a lab's hosts and tell its certificate. */
  public int run(Lab lab, String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of(command, "--thumbprint", lab.thumbprint()));
    for (LabHost host : lab.hosts()) {
      all.add("--resolve");
      all.add(host.name() + "=" + host.authority());
    }
    all.addAll(List.of(arguments));
    return run(all.toArray(String[]::new));
  }

  public String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  public String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  public JsonNode json() {
    try {
      return new ObjectMapper().readTree(out());
    } catch (IOException e) {
      throw new UncheckedIOException("not one JSON document: " + out(), e);
    }
  }
}
