package io.hostward.netty;

import io.hostward.net.Printable;
import io.hostward.transfer.LongAnswerException;
import io.hostward.transfer.ServerCall;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferException.Phase;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Puts the failures of a call into words. Nothing of what the server said is in them but the
 * status: an answer to a call may hold a ticket.
 */
final class CallFailures {
  private static final String RIGHT_SERVER =
      "check that this is the right server and that no proxy is in the way";
  private static final String UNKNOWN = "whether the call was carried out is not known";

  private final ServerCall call;

  CallFailures(ServerCall call) {
    this.call = call;
  }

  TransferException outOfTime(Phase phase, @Nullable CallAnswer answer) {
    String within = " within " + call.within().toMillis() / 1000.0 + " s";
    return switch (phase) {
      case CONNECT ->
          failure(
              phase,
              " was not reached"
                  + call.proxy().map(proxy -> " through the proxy " + proxy).orElse("")
                  + within
                  + forCall()
                  + "; "
                  + (call.proxy().isPresent()
                      ? "check the proxy, and look into its log"
                      : Advice.SERVER.unreachable()));
      case TLS ->
          failure(
              phase,
              " did not finish the TLS handshake"
                  + within
                  + forCall()
                  + "; "
                  + Advice.SERVER.noHandshake());
      case BODY ->
          failure(phase, " did not take " + size() + within + "; it hangs, or the network broke");
      default ->
          failure(
              phase,
              answer == null
                  ? " gave no answer to " + what() + within + "; it is busy or hangs; " + UNKNOWN
                  : " did not end its answer "
                      + answer.status()
                      + " to "
                      + what()
                      + within
                      + progress(answer)
                      + "; it is busy or hangs");
    };
  }

  TransferException tooLong(CallAnswer answer) {
    return new LongAnswerException(
        call.server()
            + " answered "
            + answer.status()
            + " to "
            + what()
            + " with more than "
            + call.longestAnswer()
            + " bytes, which is all that this call takes; ask for less at a time, or "
            + RIGHT_SERVER);
  }

  TransferException damaged(CallAnswer answer, String damage) {
    return new TransferException(
        Phase.RESPONSE,
        call.server()
            + " answered "
            + answer.status()
            + " to "
            + what()
            + " "
            + damage
            + "; "
            + RIGHT_SERVER,
        0,
        answer.status(),
        "");
  }

  TransferException noHttp() {
    return failure(
        Phase.RESPONSE,
        " gave an answer to "
            + what()
            + " that is not HTTP/1; check that the port is its HTTPS port");
  }

  TransferException foreign(CallAnswer answer) {
    return failure(
        Phase.RESPONSE,
        " answered "
            + answer.status()
            + " to "
            + what()
            + ", packed as '"
            + Printable.of(answer.encoding())
            + "', which was not asked for; "
            + RIGHT_SERVER);
  }

  TransferException badlyPacked() {
    return failure(
        Phase.RESPONSE,
        " answered " + what() + " with what it calls gzip and is none; " + RIGHT_SERVER);
  }

  TransferException lost(Phase phase, @Nullable CallAnswer answer, @Nullable Throwable cause) {
    if (OwnFailure.is(cause)) {
      return OwnFailure.of(0, cause);
    }
    String when =
        phase == Phase.BODY
            ? " before it had taken " + size()
            : answer == null
                ? " without an answer to " + what()
                : " in the middle of its answer "
                    + answer.status()
                    + " to "
                    + what()
                    + progress(answer);
    String words =
        call.server()
            + Breakage.how(cause, when)
            + "; perhaps it restarts or the network broke; "
            + UNKNOWN;
    if (answer == null) {
      return new TransferException(phase, words, 0, discreet(cause));
    }
    TransferException failure = new TransferException(phase, words, 0, answer.status(), "");
    failure.initCause(discreet(cause));
    return failure;
  }

  /** What is no exception of the network may repeat what the server said. */
  private static @Nullable Throwable discreet(@Nullable Throwable cause) {
    return cause instanceof IOException ? cause : null;
  }

  private TransferException failure(Phase phase, String words) {
    return new TransferException(phase, call.server() + words, 0, null);
  }

  private String what() {
    return "POST " + call.path();
  }

  private String forCall() {
    return " for " + what();
  }

  private String size() {
    return "the " + call.body().length + " bytes of " + what();
  }

  private static String progress(CallAnswer answer) {
    return ", after "
        + answer.received()
        + (answer.declared() < 0 ? "" : " of " + answer.declared())
        + " bytes";
  }
}
