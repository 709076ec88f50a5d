package io.hostward.lab.net;

import org.jspecify.annotations.Nullable;

/**
 * One POST to {@code /sdk}.
 *
 * @param server {@code vcenter} or a host's managed object id
 * @param soapAction the header as it came, quotes included; null if there was none
 * @param cookie the {@code Cookie} header; null if there was none
 * @param body the envelope; not copied, the receiver owns it
 * @param localAuthority address and port that the client reached
 * @param remoteAddress the client's address without port
 * @param userAgent the header; null if there was none
 */
public record SoapCall(
    String server,
    @Nullable String soapAction,
    @Nullable String cookie,
    byte[] body,
    String localAuthority,
    String remoteAddress,
    @Nullable String userAgent) {

  /** Neither cookie nor body: both hold secrets. */
  @Override
  public String toString() {
    return "SoapCall[" + server + " " + soapAction + "]";
  }
}
