package io.hostward.lab.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Something that goes wrong on purpose. */
public sealed interface Fault {

  /** When it strikes. */
  Phase phase();

  /** The only SOAP operation that it strikes; null if it strikes any. */
  default @Nullable String operation() {
    return null;
  }

  /**
   * The port is closed: connections are refused until the fault is cleared, whatever its count.
   * Open ones stay; {@link io.hostward.lab.LabNode#kill} resets them as well.
   */
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

  /** The server shows a certificate that vCenter knows nothing of. */
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

  /** A valid ticket is answered with 401, and is spent. */
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

  /**
   * A SOAP answer comes late.
   *
   * @param operation {@code SearchDatastore_Task}; null for any
   */
  record SoapSlow(@Nullable String operation, Duration delay) implements Fault {
    public SoapSlow(Duration delay) {
      this(null, delay);
    }

    @Override
    public Phase phase() {
      return Phase.SOAP;
    }
  }

  /**
   * A SOAP request is answered with a bare HTTP status, as by a proxy in front of vCenter, and not
   * carried out.
   *
   * @param operation {@code SearchDatastore_Task}; null for any
   */
  record SoapStatus(@Nullable String operation, int status) implements Fault {
    public SoapStatus(int status) {
      this(null, status);
    }

    @Override
    public Phase phase() {
      return Phase.SOAP;
    }
  }

  /**
   * A SOAP operation is carried out, and its answer lost: the connection is reset instead. The
   * JDK's HttpURLConnection then sends the request once more by itself, so that its user hears only
   * of two of these in a row, and the operation is asked for twice.
   *
   * @param operation {@code MoveDatastoreFile_Task}; null for any
   */
  record SoapAnswerLost(@Nullable String operation) implements Fault {
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
   * @param object what the user has no permission on, {@code HostSystem:host-10}; null for the
   *     object that the operation was called on
   */
  record SoapFault(@Nullable String operation, String type, @Nullable String object)
      implements Fault {
    public SoapFault(@Nullable String operation, String type) {
      this(operation, type, null);
    }

    @Override
    public Phase phase() {
      return Phase.SOAP;
    }
  }

  /**
   * The task of an operation ends in a fault, its work undone: a file that is locked for the next
   * moves, a datastore that is full.
   *
   * @param operation {@code MoveDatastoreFile_Task}
   * @param type {@code FileLocked}, {@code NoDiskSpace}...
   */
  record TaskFault(String operation, String type) implements Fault {
    @Override
    public Phase phase() {
      return Phase.TASK;
    }
  }

  /**
   * The task of an operation stays running, its work undone.
   *
   * @param operation {@code MoveDatastoreFile_Task}
   * @param cancellable whether CancelTask ends it; otherwise that is accepted and changes nothing
   */
  record TaskStuck(String operation, boolean cancellable) implements Fault {
    @Override
    public Phase phase() {
      return Phase.TASK;
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
