package io.hostward.experiment.testbed;

import io.hostward.net.Printable;
import io.hostward.transfer.TransferReceipt;
import io.hostward.upload.UploadEvent;
import io.hostward.upload.UploadEvent.Begun;
import io.hostward.upload.UploadEvent.BytesSent;
import io.hostward.upload.UploadEvent.Ended;
import io.hostward.upload.UploadEvent.Published;
import io.hostward.upload.UploadEvent.RouteBegun;
import io.hostward.upload.UploadEvent.RouteFailed;
import io.hostward.upload.UploadEvent.StageBegun;
import io.hostward.upload.UploadEvent.Verified;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client's process says of its upload: one event in one line.
 *
 * @param kind what happened
 * @param micros when, in microseconds since 1970
 * @param detail more of it; one line
 */
public record ClientLine(Kind kind, long micros, String detail) {
  private static final Pattern LINE = Pattern.compile("([A-Z_]+) (-?\\d{1,18}) (.*)");

  /** What can happen. */
  public enum Kind {
    /** Logged in, and waits to be told to begin. */
    READY,
    /** The upload begins. */
    BEGUN,
    /** A stage begins. */
    STAGE,
    /** A route is tried. */
    ROUTE,
    /** So many bytes are sent. */
    BYTES,
    /** The stored size is right; the detail is the nanoseconds until connected and in all. */
    VERIFIED,
    /** It stands under its name. */
    PUBLISHED,
    /** A route came to nothing, or the whole upload, and why. */
    FAILED,
    /** Nothing follows. */
    ENDED
  }

  /** Breaks no line. */
  public ClientLine {
    detail = Printable.whole(detail);
  }

  /** Returns a line about now. */
  public static ClientLine now(Kind kind, String detail) {
    return new ClientLine(kind, micros(Instant.now()), detail);
  }

  /** Returns the line of an event; empty for those of which nothing is read off here. */
  public static Optional<ClientLine> of(UploadEvent event) {
    if (event instanceof Begun) {
      return line(Kind.BEGUN, event, "");
    } else if (event instanceof StageBegun begun) {
      return line(Kind.STAGE, event, begun.stage().name());
    } else if (event instanceof RouteBegun begun) {
      return line(Kind.ROUTE, event, begun.route().name().toString());
    } else if (event instanceof BytesSent sent) {
      return line(Kind.BYTES, event, "" + sent.bytes());
    } else if (event instanceof Verified verified) {
      TransferReceipt receipt = verified.receipt();
      return line(
          Kind.VERIFIED,
          event,
          receipt.untilConnected().toNanos() + " " + receipt.elapsed().toNanos());
    } else if (event instanceof Published published) {
      return line(Kind.PUBLISHED, event, published.path().toString());
    } else if (event instanceof RouteFailed failed) {
      return line(Kind.FAILED, event, String.valueOf(failed.cause().getMessage()));
    } else if (event instanceof Ended ended) {
      return line(Kind.ENDED, event, ended.outcome().target().name());
    }
    return Optional.empty();
  }

  private static Optional<ClientLine> line(Kind kind, UploadEvent event, String detail) {
    return Optional.of(new ClientLine(kind, micros(event.at()), detail));
  }

  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  /** Reads a line; empty if it is none of a client's, such as what a library prints. */
  static Optional<ClientLine> parse(String text) {
    Matcher matcher = LINE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    for (Kind kind : Kind.values()) {
      if (kind.name().equals(matcher.group(1))) {
        return Optional.of(
            new ClientLine(kind, Long.parseLong(matcher.group(2)), matcher.group(3)));
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return kind + " " + micros + " " + detail;
  }
}
