package io.hostward.netty;

import io.hostward.net.HostAddress;
import io.hostward.net.ProxyAddress;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferException.Phase;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tries a server's addresses in their order and keeps the first on which TLS stands.
 *
 * <p>The next candidate is started when the last one failed, or beside it after {@link
 * Settings#STAGGER}; a candidate that swallows packets thus costs a quarter of a second and not its
 * whole timeout. An address is called straight away; a name is resolved on a worker thread first,
 * since a name service may block, and counts as one candidate until then and as many as it has
 * addresses afterwards. With a proxy it is the proxy's name that is resolved. The request is sent
 * on the winner alone, since a ticket is good for one request.
 *
 * <p>All state belongs to one event loop.
 */
final class ConnectRace {
  private final Resources resources;
  private final EventLoop loop;
  private final Dial dial;
  private final @Nullable ProxyAddress proxy;
  private final Advice advice;
  private final Events events;
  private final long begun = System.nanoTime();
  private final Deque<Runnable> candidates = new ArrayDeque<>();
  private final List<Channel> open = new ArrayList<>();
  private final Deadline stagger;
  private final ConnectFailures failures = new ConnectFailures();
  private int underWay;
  private Phase reached = Phase.CONNECT;
  private boolean over;

  /** How the race ends; called once on the event loop. */
  interface Events {
    void connected(TlsConnection connection);

    void connectFailed(TransferException failure);
  }

  ConnectRace(
      Resources resources,
      EventLoop loop,
      SslContext context,
      List<HostAddress> servers,
      @Nullable ProxyAddress proxy,
      Advice advice,
      Events events) {
    this.resources = resources;
    this.loop = loop;
    this.dial = new Dial(resources, loop, context);
    this.proxy = proxy;
    this.advice = advice;
    this.stagger = new Deadline(loop);
    this.events = events;
    servers.forEach(server -> candidates.add(candidate(server)));
  }

  void start() {
    launchNext();
  }

  /** Returns how far any candidate came: to {@link Phase#CONNECT} or {@link Phase#TLS}. */
  Phase reached() {
    return reached;
  }

  /** Closes what is open. No event follows. */
  void cancel() {
    over = true;
    stagger.stop();
    List<Channel> losers = List.copyOf(open);
    open.clear();
    for (Channel loser : losers) {
      var unused = loser.close();
    }
  }

  private void launchNext() {
    Runnable candidate = candidates.poll();
    if (over) {
      return;
    }
    if (candidate == null) {
      if (underWay == 0) {
        over = true;
        events.connectFailed(failures.summary());
      }
      return;
    }
    stagger.set(Settings.STAGGER, this::launchBeside);
    underWay++;
    candidate.run();
  }

  private void launchBeside() {
    if (!candidates.isEmpty()) {
      launchNext();
    }
  }

  private Runnable candidate(HostAddress server) {
    InetAddress literal = Way.literal(Way.firstHop(server, proxy));
    if (literal == null) {
      return () -> resolve(server);
    }
    Way way = Way.to(server, proxy, literal);
    return () -> connect(way);
  }

  private void resolve(HostAddress server) {
    resources
        .workers()
        .executor()
        .execute(
            () -> {
              try {
                InetAddress[] addresses =
                    InetAddress.getAllByName(Way.firstHop(server, proxy).host());
                loop.execute(() -> resolved(server, addresses));
              } catch (UnknownHostException | SecurityException e) {
                loop.execute(() -> failed(FailedCandidate.name(server, proxy, advice, e)));
              }
            });
  }

  private void resolved(HostAddress server, InetAddress[] addresses) {
    underWay--;
    for (int i = addresses.length - 1; i >= 0; i--) {
      Way way = Way.to(server, proxy, addresses[i]);
      candidates.addFirst(() -> connect(way));
    }
    launchNext();
  }

  private void connect(Way way) {
    ChannelFuture connecting = dial.open(way);
    Channel channel = connecting.channel();
    open.add(channel);
    connecting.addListener(
        done -> {
          if (!done.isSuccess()) {
            // Not yet on the event loop if the process has no file descriptor left for a socket.
            loop.execute(() -> failed(channel, FailedCandidate.connect(way, advice, cause(done))));
          } else if (way.proxy() == null) {
            awaitTls(way, channel);
          } else {
            awaitProxy(way, way.proxy(), channel);
          }
        });
  }

  private void awaitProxy(Way way, ProxyAddress before, Channel channel) {
    ProxyHandler handler = (ProxyHandler) channel.pipeline().get(TlsConnection.PROXY);
    if (handler == null) {
      failed(channel, FailedCandidate.connect(way, advice, new IllegalStateException("closed")));
      return;
    }
    handler
        .connectFuture()
        .addListener(
            done -> {
              if (done.isSuccess()) {
                awaitTls(way, channel);
              } else {
                failed(channel, FailedCandidate.behind(way, before, cause(done)));
              }
            });
  }

  private void awaitTls(Way way, Channel channel) {
    SslHandler tls = (SslHandler) channel.pipeline().get(TlsConnection.TLS);
    if (tls == null) {
      failed(channel, FailedCandidate.connect(way, advice, new IllegalStateException("closed")));
      return;
    }
    reached = Phase.TLS;
    tls.handshakeFuture()
        .addListener(
            done -> {
              if (done.isSuccess()) {
                won(way.server(), channel);
              } else {
                failed(channel, FailedCandidate.tls(way, advice, Dial.cause(channel, cause(done))));
              }
            });
  }

  private void won(HostAddress server, Channel channel) {
    if (over) {
      var unused = channel.close();
      return;
    }
    open.remove(channel);
    cancel();
    events.connected(
        new TlsConnection(channel, server, Duration.ofNanos(System.nanoTime() - begun)));
  }

  private void failed(Channel channel, FailedCandidate failure) {
    open.remove(channel);
    var unused = channel.close();
    failed(failure);
  }

  private void failed(FailedCandidate failure) {
    underWay--;
    failures.add(failure);
    if (failure.endsRace()) {
      candidates.clear();
    }
    launchNext();
  }

  private static Throwable cause(Future<?> done) {
    Throwable cause = done.cause();
    return cause == null ? new IllegalStateException("no cause") : cause;
  }
}
