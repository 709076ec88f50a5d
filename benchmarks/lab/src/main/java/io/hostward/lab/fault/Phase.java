package io.hostward.lab.fault;

/** When in the life of a connection a fault strikes. */
public enum Phase {
  /** While listening. */
  LISTEN,
  /** A connection was accepted. */
  CONNECT,
  /** During the TLS handshake. */
  HANDSHAKE,
  /** The head of a file request was read, its body not yet. */
  REQUEST,
  /** While a file's bytes flow. */
  BODY,
  /** A SOAP request was read. */
  SOAP,
  /** A task was asked for. */
  TASK
}
