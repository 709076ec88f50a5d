package io.hostward.transfer;

import io.hostward.net.Printable;
import io.hostward.net.ProxyException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A transfer failed. The message names the server, what was tried, what came back and what to do.
 */
public class TransferException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Phase phase;
  private final int status;
  private final String serverMessage;
  private final long bytes;

  /** How far a transfer came. */
  public enum Phase {
    /** Finding the address and opening the connection. */
    CONNECT,
    /** Agreeing on TLS and verifying the certificate. */
    TLS,
    /** Moving the body. */
    BODY,
    /** Waiting for the answer after the body. */
    RESPONSE,
    /** Reading the local source. */
    SOURCE
  }

  public TransferException(Phase phase, String message, long bytes, @Nullable Throwable cause) {
    super(Printable.message(message), cause);
    this.phase = phase;
    this.status = 0;
    this.serverMessage = "";
    this.bytes = bytes;
  }

  public TransferException(
      Phase phase, String message, long bytes, int status, String serverMessage) {
    super(Printable.message(message));
    this.phase = phase;
    this.status = status;
    this.serverMessage = serverMessage;
    this.bytes = bytes;
  }

  /**
   * Returns whose failure it is: of the local source, of a proxy that refuses this client, or of
   * the server.
   */
  public FailureDomain domain() {
    if (phase == Phase.SOURCE) {
      return FailureDomain.SOURCE;
    }
    return getCause() instanceof ProxyException proxy && proxy.isWithAnyServer()
        ? FailureDomain.PROXY
        : FailureDomain.HOST;
  }

  /**
   * Returns whether the server fell silent, so that waiting for it took a time-out: the cause is a
   * {@link SocketTimeoutException}. Asked again at once, it would most likely take another.
   */
  public boolean isSilence() {
    return getCause() instanceof SocketTimeoutException;
  }

  public Phase phase() {
    return phase;
  }

  /** Returns the HTTP status, if the server answered. */
  public OptionalInt status() {
    return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
  }

  /** Returns the beginning of the answer's text, if there was any. */
  public Optional<String> serverMessage() {
    return serverMessage.isEmpty() ? Optional.empty() : Optional.of(serverMessage);
  }

  /** Returns how many bytes of the file were handed to the network, or arrived from it. */
  public long bytes() {
    return bytes;
  }
}
