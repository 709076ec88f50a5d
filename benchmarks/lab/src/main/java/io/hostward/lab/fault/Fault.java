package io.hostward.lab.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Something that goes wrong on purpose. */
public sealed interface Fault {

  /** When it strikes. */
  Phase phase();

  /** The port is closed: connections are refused until the fault is cleared, whatever its count. */
  record Refuse() implements Fault {
    @Override
    public Phase phase() {
      return Phase.LISTEN;
    }
  }

  /** Connections are accepted and never answered, not even the handshake. */
  record NeverAnswer() implements Fault {
    @Override
    public Phase phase() {
      return Phase.CONNECT;
    }
  }

  /** The TLS handshake begins only after a delay. */
  record SlowHandshake(Duration delay) implements Fault {
    @Override
    public Phase phase() {
      return Phase.HANDSHAKE;
    }
  }

  /** The server shows a certificate that nobody announced. */
  record WrongCertificate() implements Fault {
    @Override
    public Phase phase() {
      return Phase.HANDSHAKE;
    }
  }

  /** The request is answered with a status before its body is read, and the connection closed. */
  record EarlyStatus(int status) implements Fault {
    @Override
    public Phase phase() {
      return Phase.REQUEST;
    }
  }

  /** A ticket that is good is answered with 401 as if it were not; it is spent. */
  record TicketRefused() implements Fault {
    @Override
    public Phase phase() {
      return Phase.REQUEST;
    }
  }

  /** The connection is reset (RST) once this many bytes of a file have passed. */
  record ResetAfter(long bytes) implements Fault {
    @Override
    public Phase phase() {
      return Phase.BODY;
    }
  }

  /** Nothing is read or written any more once this many bytes of a file have passed. */
  record StallAfter(long bytes) implements Fault {
    @Override
    public Phase phase() {
      return Phase.BODY;
    }
  }

  /** The upload is answered as a success, but only this many bytes are kept. */
  record SilentTruncation(long keep) implements Fault {
    @Override
    public Phase phase() {
      return Phase.BODY;
    }
  }

  /** The datastore is full once this many bytes of the file are written; the answer is 500. */
  record DiskFull(long afterBytes) implements Fault {
    @Override
    public Phase phase() {
      return Phase.BODY;
    }
  }

  /** A SOAP answer comes late. */
  record SoapSlow(Duration delay) implements Fault {
    @Override
    public Phase phase() {
      return Phase.SOAP;
    }
  }

  /** A SOAP request is answered with a bare HTTP status, as by a proxy in front of vCenter. */
  record SoapStatus(int status) implements Fault {
    @Override
    public Phase phase() {
      return Phase.SOAP;
    }
  }

  /**
   * A SOAP operation faults.
   *
   * @param operation {@code AcquireGenericServiceTicket}; null for any
   * @param type {@code NoPermission}, {@code RuntimeFault}...
   */
  record SoapFault(@Nullable String operation, String type) implements Fault {
    @Override
    public Phase phase() {
      return Phase.SOAP;
    }
  }

  /** Every session of the server ends just before a SOAP request is handled. */
  record SessionExpired() implements Fault {
    @Override
    public Phase phase() {
      return Phase.SOAP;
    }
  }
}
