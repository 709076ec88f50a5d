package io.hostward.pipeline.fake;

/** What happens to one transfer of a {@link FakeTransport}. */
public sealed interface Effect {

  /** It goes well. */
  record Works() implements Effect {}

  /** No connection is made. */
  record RefusesConnection() implements Effect {}

  /** The proxy in front of the host refuses the client. */
  record ProxyRefuses() implements Effect {}

  /** The connection is reset after that many bytes, which stay stored. */
  record BreaksAfter(int bytes) implements Effect {}

  /** The server answers success but has stored that many bytes only. */
  record Truncates(int bytes) implements Effect {}

  /** The server answers success but has stored other bytes, as many as were sent. */
  record Corrupts() implements Effect {}

  /** The server answers with a status after that many bytes; nothing is stored. */
  record Answers(int status, int afterBytes) implements Effect {}

  /** A download's server falls silent after that many bytes, for as long as it is waited for. */
  record StallsAfter(int bytes) implements Effect {}

  /** Nothing more happens after that many bytes until the transfer is cancelled. */
  record HangsAfter(int bytes) implements Effect {}

  /** It waits until it is let go on, then goes well. */
  record Waits() implements Effect {}

  /** The local source fails after that many bytes. */
  record SourceFailsAfter(int bytes) implements Effect {}

  /** The transport's own code is at fault. */
  record ThrowsAtOnce() implements Effect {}

  /** The same, or its end, after the file was created. */
  record Fails(Throwable how) implements Effect {}
}
