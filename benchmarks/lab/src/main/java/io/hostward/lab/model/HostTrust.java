package io.hostward.lab.model;

/**
 * What vCenter tells of a host's certificate, in its ticket and in its inventory. Which fields a
 * real vCenter sets depends on its version: SHA-1 everywhere, SHA-256 since 7.0.3.1, the whole
 * certificate from vSphere 9 on, where it excludes {@code sslThumbprint}.
 */
public enum HostTrust {
  /** {@code sslThumbprint} alone, as before 7.0.3.1. */
  SHA1,
  /** {@code sslThumbprint} and a {@code certThumbprintList} with SHA-256. The default. */
  SHA1_AND_SHA256,
  /** {@code certThumbprintList} with SHA-256 alone. */
  SHA256,
  /** {@code sslCertificate} in PEM, as in vSphere 9. */
  CERTIFICATE,
  /** Nothing: the host must be authenticated by its name. */
  NOTHING
}
