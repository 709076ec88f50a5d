package io.hostward.faults;

import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.HostSnapshot;
import io.hostward.lab.Lab;
import io.hostward.lab.LabHost;
import io.hostward.net.HostAddress;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import io.hostward.netty.NettyTransport;
import io.hostward.selector.HostPolicies;
import io.hostward.spi.Transport;
import io.hostward.transfer.UploadSource;
import io.hostward.transfer.VSphereException;
import io.hostward.upload.UploadRequest;
import io.hostward.vsphere.VimVSphere;
import io.hostward.vsphere.VimVSphereBuilder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** What the end-to-end tests share. */
final class LabUploads {
  /**
   * Tests that wait for half a minute, as long as the library does: run by the profile "interop".
   */
  static final String LONG = "long";

  static final DatastorePath TARGET = DatastorePath.parse("[vmstore] iso/disk.iso");

  /** What carries the API's calls, one for all tests. */
  private static final Transport CALLS = NettyTransport.create();

  private LabUploads() {}

  static OpenHostward hostward(Lab lab) throws VSphereException {
    return OpenHostward.of(vsphere(lab), HostPolicies.firstUsable());
  }

  static VimVSphere vsphere(Lab lab) throws VSphereException {
    return builder(lab).build();
  }

  static VimVSphereBuilder builder(Lab lab) {
    return VimVSphere.builder(lab.url())
        .transport(CALLS)
        .credentials(lab.user().name(), Secret.of(lab.user().password()))
        .trust(ServerTrust.pinned(Thumbprint.parse(lab.thumbprint())))
        .addressResolver((host, candidates) -> List.of(address(lab, host)));
  }

  /** The lab's hosts listen on free ports, which vCenter does not tell. */
  private static HostAddress address(Lab lab, HostSnapshot host) {
    LabHost found = lab.host(host.name());
    return HostAddress.parse(found.authority(), HostAddress.HTTPS);
  }

  static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  static UploadRequest request(byte[] content) {
    return UploadRequest.of(UploadSource.of(content), TARGET);
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
