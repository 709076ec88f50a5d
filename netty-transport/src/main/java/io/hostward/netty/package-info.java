/**
 * How do bytes move? {@link io.hostward.netty.NettyTransport} sends one file to one server, or
 * reads one back, over one TLS connection. This is the only package that imports Netty; nothing of
 * Netty shows in the public signatures.
 *
 * <p>A transfer goes through {@code Transfer} (its life, from call to future), {@code ConnectRace}
 * (which address answers first), {@code Upload} or {@code Download} (the request and its answer)
 * and {@code BodyPump} or {@code SinkDrain} (the file's side). An upload changes threads three
 * times until its first bytes are written: the caller's, an event loop (which connects), a worker
 * (which reads the source), the event loop (which writes). TLS and names add turns of workers in
 * between.
 *
 * <p>Where {@code Bandwidth} sets limits, a transfer takes its {@code Share} of them before each
 * piece that it reads from its source, or from its socket. That is not Netty's traffic shaping,
 * which stops no channel that is read on demand, keeps what it has queued at the rate of the time
 * before, and drops it without completing its writes when a connection closes.
 *
 * <p>A call goes through {@code Call} (its life) and {@code CallExchange} (the request and its
 * answer) on a connection of {@code KeptConnections} or, where none is kept, of a {@code
 * ConnectRace}.
 */
@NullMarked
package io.hostward.netty;

import org.jspecify.annotations.NullMarked;
