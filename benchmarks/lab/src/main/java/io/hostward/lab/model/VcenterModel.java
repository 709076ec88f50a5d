package io.hostward.lab.model;

/**
 * The vCenter.
 *
 * @param address the loopback address that it binds
 * @param httpsPort 0 for a free one
 * @param relayBytesPerSecond cap of its file relay over all transfers; 0 for none
 * @param version {@code about.version}, {@code 8.0.3}
 */
public record VcenterModel(
    String address, int httpsPort, long relayBytesPerSecond, String version) {

  /** 127.0.0.10, a free port, no cap, version 8.0.3. */
  public static VcenterModel standard() {
    return new VcenterModel("127.0.0.10", 0, 0, "8.0.3");
  }

  public VcenterModel withHttpsPort(int port) {
    return new VcenterModel(address, port, relayBytesPerSecond, version);
  }

  public VcenterModel withRelayBytesPerSecond(long cap) {
    return new VcenterModel(address, httpsPort, cap, version);
  }
}
