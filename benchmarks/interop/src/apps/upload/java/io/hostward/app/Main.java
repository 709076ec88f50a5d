package io.hostward.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Uploads files as its input says, and tells how each upload ended. */
public final class Main {
  /** What sets its own lines apart from those of libraries. */
  private static final String MARK = ">> ";

  private Main() {}

  /** Runs until its input ends. */
  public static void main(String[] arguments) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Uploads uploads = new Uploads()) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        System.out.println(MARK + uploads.carryOut(new Order(line)));
      }
    }
  }
}
