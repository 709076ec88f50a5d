package io.hostward.interop.applications;

import io.hostward.lab.Lab;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** What applications are told to do. */
final class Orders {
  static final int SIZE = 3_000_000;
  static final String TARGET = "iso/disk.iso";

  private Orders() {}

  /** An upload to the lab, which it finds and trusts. */
  static Map<String, String> upload(Lab lab) {
    Map<String, String> order = new LinkedHashMap<>();
    order.put("url", "" + lab.url());
    order.put("user", lab.user().name());
    order.put("password", lab.user().password());
    order.put("trust", lab.thumbprint());
    order.put("hosts", hosts(lab));
    order.put("size", "" + SIZE);
    order.put("target", "[vmstore] " + TARGET);
    return order;
  }

  private static String hosts(Lab lab) {
    return lab.hosts().stream()
        .map(host -> host.name() + "=" + host.authority())
        .collect(Collectors.joining(";"));
  }

  /** The order with something else in it. */
  static Map<String, String> with(Map<String, String> order, String... more) {
    Map<String, String> changed = new LinkedHashMap<>(order);
    for (int i = 0; i < more.length; i += 2) {
      changed.put(more[i], more[i + 1]);
    }
    return changed;
  }

  /** Of what an application uploads. */
  static String sha256(int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
