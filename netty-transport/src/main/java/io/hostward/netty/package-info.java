/**
 * How do bytes move? {@link io.hostward.netty.NettyTransport} sends one file to one server, or
 * reads one back, over one TLS connection. This is the only place that imports Netty; nothing of
 * Netty shows in the public signatures.
 *
 * <p>A transfer goes through these hands: {@code Transfer} (its life, from call to future), {@code
 * ConnectRace} (which address answers first), {@code Upload} or {@code Download} (what is said over
 * the connection), {@code BodyPump} or {@code SinkDrain} (the file's side, on worker threads).
 */
@NullMarked
package io.hostward.netty;

import org.jspecify.annotations.NullMarked;
