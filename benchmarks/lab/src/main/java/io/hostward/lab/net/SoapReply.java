package io.hostward.lab.net;

import java.util.List;

/**
 * The answer to a {@link SoapCall}.
 *
 * @param status 200 for a result, 500 for a fault
 * @param setCookie values of {@code Set-Cookie} headers
 * @param body the envelope; not copied
 */
public record SoapReply(int status, List<String> setCookie, byte[] body) {

  /** The status alone: cookies are secrets. */
  @Override
  public String toString() {
    return "SoapReply[" + status + ", " + body.length + " bytes]";
  }
}
