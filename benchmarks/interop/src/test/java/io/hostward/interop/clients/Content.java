package io.hostward.interop.clients;

import io.hostward.lab.Lab;
import io.hostward.lab.LabHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.ToLongFunction;

/**
 * A local file of random bytes, and where they went.
 *
 * @param file where it is
 * @param bytes what is in it
 */
record Content(Path file, byte[] bytes) {
  private static final int SIZE = 3_000_017;

  /** Writes a file that no compression makes smaller. */
  static Content random(Path folder) throws IOException {
    byte[] bytes = new byte[SIZE];
    new Random(SIZE).nextBytes(bytes);
    return new Content(Files.write(folder.resolve("local.bin"), bytes), bytes);
  }

  String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Which way a transfer went, by the bytes that passed the doors since the lab started. */
  enum Way {
    /** Through vCenter's 443 and a host's 902. */
    RELAY,
    /** Through a host's 443. */
    DIRECT,
    /** Not at all, or both ways. */
    UNCLEAR
  }

  /** The way that this content went in. */
  Way wayIn(Lab lab) {
    return way(
        lab,
        lab.vcenter().traffic().httpsIn(),
        host -> host.traffic().httpsIn(),
        host -> host.traffic().nfcIn());
  }

  /** The way that this content came out. */
  Way wayOut(Lab lab) {
    return way(
        lab,
        lab.vcenter().traffic().httpsOut(),
        host -> host.traffic().httpsOut(),
        host -> host.traffic().nfcOut());
  }

  private Way way(
      Lab lab, long vcenter, ToLongFunction<LabHost> https, ToLongFunction<LabHost> nfc) {
    boolean viaVcenter = vcenter >= bytes.length;
    boolean viaHosts = lab.hosts().stream().mapToLong(https).sum() >= bytes.length;
    boolean via902 = lab.hosts().stream().mapToLong(nfc).sum() >= bytes.length;
    if (viaVcenter && via902 && !viaHosts) {
      return Way.RELAY;
    }
    return viaHosts && !viaVcenter && !via902 ? Way.DIRECT : Way.UNCLEAR;
  }
}
