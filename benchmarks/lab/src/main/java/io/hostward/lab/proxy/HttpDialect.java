package io.hostward.lab.proxy;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code CONNECT} of HTTP/1.1 with Basic authentication. */
record HttpDialect(Optional<ProxyUser> user) implements Dialect {
  private static final Pattern CONNECT =
      Pattern.compile("CONNECT (?:\\[([0-9A-Fa-f:.]+)\\]|([^:\\[\\] ]+)):([0-9]{1,5}) HTTP/1\\.1");
  private static final int LONGEST_HEAD = 8192;

  @Override
  public Optional<Target> ask(DataInputStream in, OutputStream out) throws IOException {
    List<String> head = head(in);
    Matcher connect = CONNECT.matcher(head.get(0));
    if (!connect.matches()) {
      refuse(out, 400);
      return Optional.empty();
    }
    if (!mayPass(head)) {
      answer(out, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"lab\"");
      return Optional.empty();
    }
    String host = connect.group(1) == null ? connect.group(2) : connect.group(1);
    return Optional.of(new Target(host, Integer.parseInt(connect.group(3))));
  }

  private boolean mayPass(List<String> head) {
    if (user.isEmpty()) {
      return true;
    }
    byte[] login =
        (user.get().name() + ":" + user.get().password()).getBytes(StandardCharsets.UTF_8);
    String wanted = "Basic " + Base64.getEncoder().encodeToString(login);
    return head.stream()
        .filter(line -> line.regionMatches(true, 0, "proxy-authorization:", 0, 20))
        .anyMatch(line -> line.substring(20).strip().equals(wanted));
  }

  private static List<String> head(DataInputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      if (head.length() > LONGEST_HEAD) {
        throw new IOException("a head without an end");
      }
      head.append((char) in.readUnsignedByte());
    }
    return head.toString().lines().toList();
  }

  @Override
  public void grant(OutputStream out) throws IOException {
    out.write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public void refuse(OutputStream out, int answer) throws IOException {
    answer(out, answer + " Not connected");
  }

  private static void answer(OutputStream out, String status) throws IOException {
    String text = "<html>not connected</html>";
    out.write(
        ("HTTP/1.1 " + status + "\r\nContent-Length: " + text.length() + "\r\n\r\n" + text)
            .getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public int unreachable() {
    return 502;
  }
}
