package io.hostward.lab.net;

import io.hostward.lab.fault.Fault;
import io.hostward.lab.state.LabState;
import io.hostward.lab.wire.Exchange;
import io.hostward.lab.wire.HttpReply;
import io.hostward.lab.wire.Resets;
import io.hostward.lab.wire.Responder;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One POST to {@code /sdk}: collects the envelope and hands it to the SOAP side on a worker. */
final class SoapExchange implements Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(SoapExchange.class);
  private static final int LARGEST = 16 << 20;

  private final LabState state;
  private final String server;
  private final SoapHandler handler;
  private final ExecutorService workers;
  private final HttpRequest request;
  private final Responder client;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private @Nullable String operation;

  SoapExchange(
      LabState state,
      String server,
      SoapHandler handler,
      ExecutorService workers,
      HttpRequest request,
      Responder client) {
    this.state = state;
    this.server = server;
    this.handler = handler;
    this.workers = workers;
    this.request = request;
    this.client = client;
  }

  @Override
  public void content(ByteBuf bytes) {
    if (body.size() + bytes.readableBytes() > LARGEST) {
      client.replyAndClose(HttpReply.status(413));
      return;
    }
    byte[] copy = new byte[bytes.readableBytes()];
    bytes.getBytes(bytes.readerIndex(), copy);
    body.writeBytes(copy);
  }

  @Override
  public void end() {
    Optional<Fault.SoapSlow> slow = fault(Fault.SoapSlow.class);
    if (slow.isPresent()) {
      loop().schedule(this::answer, slow.get().delay().toNanos(), TimeUnit.NANOSECONDS);
    } else {
      answer();
    }
  }

  private void answer() {
    Optional<Fault.SoapStatus> status = fault(Fault.SoapStatus.class);
    if (status.isPresent()) {
      client.reply(HttpReply.status(status.get().status()));
      return;
    }
    if (fault(Fault.SessionExpired.class).isPresent()) {
      state.sessions(server).expireAll();
    }
    workers.execute(this::handle);
  }

  private <F extends Fault> Optional<F> fault(Class<F> type) {
    // Only faults want to know the operation, and finding out takes a parser.
    return state.faults().isQuiet()
        ? Optional.empty()
        : state.faults().takeSoap(server, type, operation());
  }

  private String operation() {
    String name = operation;
    if (name == null) {
      name = OperationName.in(body.toByteArray());
      operation = name;
    }
    return name;
  }

  private void handle() {
    try {
      handler
          .handle(call())
          .whenComplete((reply, error) -> loop().execute(() -> send(reply, error)));
    } catch (RuntimeException e) {
      loop().execute(() -> send(null, e));
    }
  }

  private void send(@Nullable SoapReply reply, @Nullable Throwable error) {
    if (reply == null) {
      LOG.warn("{}: a SOAP call failed inside the lab", server, error);
      client.reply(HttpReply.status(500));
      return;
    }
    if (fault(Fault.SoapAnswerLost.class).isPresent()) {
      Resets.reset(client.channel());
      return;
    }
    HttpReply http = HttpReply.of(reply.status(), "text/xml; charset=utf-8", reply.body());
    client.reply(reply.setCookie().isEmpty() ? http : http.with("Set-Cookie", reply.setCookie()));
  }

  private SoapCall call() {
    InetSocketAddress local = Ends.local(client.channel());
    InetSocketAddress remote = Ends.remote(client.channel());
    return new SoapCall(
        server,
        request.headers().get("SOAPAction"),
        request.headers().get(HttpHeaderNames.COOKIE),
        body.toByteArray(),
        local.getAddress().getHostAddress() + ":" + local.getPort(),
        remote.getAddress().getHostAddress(),
        request.headers().get(HttpHeaderNames.USER_AGENT));
  }

  private EventLoop loop() {
    return client.channel().eventLoop();
  }
}
