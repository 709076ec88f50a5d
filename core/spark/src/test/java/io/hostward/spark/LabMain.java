package io.hostward.spark;

import io.hostward.lab.Lab;
import io.hostward.lab.LabHost;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A lab in a process of its own, which answers questions on its standard input. */
final class LabMain {
  private LabMain() {}

  /** How many hosts, and how many bytes a second each takes. */
  public static void main(String[] arguments) throws Exception {
    try (Lab lab =
        Lab.start(TestLab.pairs(Integer.parseInt(arguments[0]), Long.parseLong(arguments[1])))) {
      serve(lab, System.out);
    }
  }

  private static void serve(Lab lab, PrintStream out) throws Exception {
    out.println(lab.url());
    out.println(lab.thumbprint());
    out.println(lab.user().name());
    out.println(lab.user().password());
    lab.hosts().forEach(host -> out.println(host.name() + "=" + host.authority()));
    out.println(".");
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = questions.readLine(); line != null; line = questions.readLine()) {
      answer(lab, line, out);
      out.println(".");
    }
  }

  private static void answer(Lab lab, String question, PrintStream out) throws Exception {
    switch (question) {
      case "whole" ->
          out.println(lab.hosts().stream().mapToLong(host -> host.bodies().whole()).sum());
      case "most" ->
          out.println(lab.hosts().stream().mapToInt(host -> host.bodies().most()).max().orElse(0));
      case "logins" -> out.println(lab.vcenter().logins());
      case "used" -> out.println(lab.hosts().stream().filter(LabMain::isUsed).count());
      case "files" -> {
        for (Map.Entry<String, String> file : TestLab.files(lab).entrySet()) {
          out.println(file.getValue() + " " + file.getKey());
        }
      }
      default -> throw new IOException("what is " + question + "?");
    }
  }

  private static boolean isUsed(LabHost host) {
    return host.bodies().whole() > 0;
  }
}
