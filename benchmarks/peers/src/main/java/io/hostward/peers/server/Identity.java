package io.hostward.peers.server;

import io.hostward.lab.tls.ServerIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The servers' certificate and key, and the TLS that they insist on, so that all clients speak the
 * same.
 *
 * @param certificate in PEM; clients trust it and nothing else
 * @param key in PEM
 * @param version {@code 1.2} or {@code 1.3}
 * @param resumes whether a TLS session may be resumed
 */
public record Identity(Path certificate, Path key, String version, boolean resumes) {
  /** Makes a certificate and writes it into a folder. */
  public static Identity create(Path folder, String version, boolean resumes) throws IOException {
    ServerIdentity identity = ServerIdentity.selfSigned("peers.example", "127.0.0.1");
    return new Identity(
        Files.writeString(folder.resolve("cert.pem"), identity.pem()),
        Files.writeString(folder.resolve("key.pem"), identity.bundle().getPrivateKeyPEM()),
        version,
        resumes);
  }

  /** Returns OpenSSL's name of the one cipher that is allowed. */
  String cipher() {
    return isTls13() ? "TLS_AES_256_GCM_SHA384" : "ECDHE-ECDSA-AES256-GCM-SHA384";
  }

  boolean isTls13() {
    return version.equals("1.3");
  }
}
