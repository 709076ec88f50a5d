package io.hostward.pipeline.fake;

import io.hostward.inventory.DatastorePath;
import io.hostward.net.HostAddress;
import io.hostward.net.ProxyAddress;
import io.hostward.net.ProxyException;
import io.hostward.spi.Admission;
import io.hostward.spi.Transport;
import io.hostward.transfer.FileSink;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.Route;
import io.hostward.transfer.ServedFile;
import io.hostward.transfer.ServerAnswer;
import io.hostward.transfer.ServerCall;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferException.Phase;
import io.hostward.transfer.TransferReceipt;
import io.hostward.transfer.UploadSource;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/**
 * Hosts and a relay over a {@link FakeStore}, with an effect scripted for each transfer on a route.
 * Files grow by small pieces on threads of its own. A transfer that failed goes on telling its
 * progress while the next one runs, as a slow thread would.
 */
public final class FakeTransport implements Transport {
  /** The name of the relay in scripts; hosts go by their own. */
  public static final String RELAY = "relay";

  private final FakeStore store;
  private final Tickets tickets;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Deque<Effect>> script = new HashMap<>();
  private final List<LongConsumer> abandoned = new CopyOnWriteArrayList<>();
  private final List<String> transfers = new CopyOnWriteArrayList<>();
  private final Semaphore hanging = new Semaphore(0);
  private final Semaphore goes = new Semaphore(0);
  private final Leaves leaves = new Leaves();
  private final AtomicInteger cancelled = new AtomicInteger();
  private volatile boolean ranges = true;
  private volatile Runnable atPut = () -> {};
  private final AtomicInteger closes = new AtomicInteger();

  public FakeTransport(FakeStore store, Tickets tickets) {
    this.store = store;
    this.tickets = tickets;
  }

  /** Scripts the next transfers on a route, uploads and read-backs alike. */
  public void next(String route, Effect... effects) {
    synchronized (script) {
      script.computeIfAbsent(route, name -> new ArrayDeque<>()).addAll(List.of(effects));
    }
  }

  /** Does something as each PUT begins. */
  public void atPut(Runnable action) {
    atPut = action;
  }

  /** Returns the transfers begun, for example {@code PUT esx1}. */
  public List<String> transfers() {
    return List.copyOf(transfers);
  }

  /** Gives a permit for each transfer that hangs. */
  public Semaphore hanging() {
    return hanging;
  }

  /** Lets transfers that wait go on, one a permit. */
  public Semaphore goes() {
    return goes;
  }

  /** The leaves that it gives; without end unless told otherwise. */
  public Leaves leaves() {
    return leaves;
  }

  /** No longer tells of the progress of transfers that were given up. */
  public void forgetAbandoned() {
    abandoned.clear();
  }

  public int cancelled() {
    return cancelled.get();
  }

  public int closes() {
    return closes.get();
  }

  @Override
  public CompletableFuture<Admission> admit() {
    return leaves.ask();
  }

  @Override
  public CompletableFuture<TransferReceipt> put(
      ServiceTicket ticket, UploadSource source, LongConsumer progress) {
    atPut.run();
    return start(
        HttpMethod.PUT,
        ticket,
        (effect, server, future) -> {
          Put put = new Put(store, file(ticket), source, progress);
          return send(put, effect, server, future);
        },
        progress);
  }

  @Override
  public CompletableFuture<TransferReceipt> get(
      ServiceTicket ticket, WritableByteChannel sink, LongConsumer progress) {
    return start(
        HttpMethod.GET,
        ticket,
        (effect, server, future) -> {
          refuseIfScripted(effect, server, future);
          byte[] bytes = store.read(file(ticket)).orElseThrow(() -> answer(server, 404, 0));
          sink.write(ByteBuffer.wrap(bytes));
          return Optional.of(receipt(ticket, bytes.length));
        },
        progress);
  }

  /** Whether the servers know parts of files. */
  public void ranges(boolean known) {
    ranges = known;
  }

  @Override
  public CompletableFuture<TransferReceipt> getFrom(
      ServiceTicket ticket, long offset, FileSink sink, LongConsumer progress) {
    return start(
        HttpMethod.GET,
        ticket,
        (effect, server, future) -> {
          refuseIfScripted(effect, server, future);
          byte[] bytes = store.read(file(ticket)).orElseThrow(() -> answer(server, 404, 0));
          int from = ranges ? Math.toIntExact(offset) : 0;
          if (from > bytes.length) {
            throw answer(server, 416, 0);
          }
          int end = Math.min(bytes.length, from + most(effect));
          if (effect instanceof Effect.Fails fails) {
            future.completeExceptionally(fails.how());
            return Optional.empty();
          } else if (effect instanceof Effect.Waits) {
            hanging.release();
            awaitGo(future);
          }
          send(bytes, from, end, sink, progress);
          if (effect instanceof Effect.StallsAfter) {
            throw new TransferException(
                Phase.BODY, server + " sent nothing", end - from, new SocketTimeoutException());
          } else if (effect instanceof Effect.BreaksAfter) {
            throw new TransferException(
                Phase.BODY, server + " reset the connection", end - from, null);
          } else if (effect instanceof Effect.HangsAfter) {
            hanging.release();
            return Optional.empty();
          }
          return Optional.of(receipt(ticket, end - from));
        },
        progress);
  }

  /** How many bytes come before the effect. */
  private static int most(Effect effect) {
    if (effect instanceof Effect.BreaksAfter breaks) {
      return breaks.bytes();
    }
    if (effect instanceof Effect.StallsAfter stalls) {
      return stalls.bytes();
    }
    return effect instanceof Effect.HangsAfter hangs ? hangs.bytes() : Integer.MAX_VALUE / 2;
  }

  private static void send(byte[] bytes, int from, int end, FileSink sink, LongConsumer progress)
      throws IOException {
    try {
      if (end > from) {
        sink.begin(new ServedFile(from, OptionalLong.of(bytes.length), Optional.empty()));
      }
      for (int at = from; at < end; at += Put.PIECE) {
        sink.write(ByteBuffer.wrap(bytes, at, Math.min(Put.PIECE, end - at)));
        progress.accept(at - from + 1);
      }
    } catch (IOException e) {
      throw new TransferException(Phase.BODY, "cannot be written: " + e.getMessage(), 0, e);
    }
  }

  @Override
  public CompletableFuture<ServerAnswer> call(ServerCall call) {
    throw new AssertionError("no call is due");
  }

  @Override
  public void close() {
    closes.incrementAndGet();
    leaves.close();
    threads.shutdownNow();
  }

  private interface Conversation {
    Optional<TransferReceipt> run(
        Effect effect, String server, CompletableFuture<TransferReceipt> future) throws IOException;
  }

  private CompletableFuture<TransferReceipt> start(
      HttpMethod method, ServiceTicket ticket, Conversation conversation, LongConsumer progress) {
    Optional<Route> route = tickets.spend(ticket, method);
    String server =
        route.map(way -> way instanceof Route.Direct to ? to.host().name() : RELAY).orElse("?");
    transfers.add(method + " " + server);
    Effect effect = route.isEmpty() ? new Effect.Answers(401, 0) : effect(server);
    if (effect instanceof Effect.ThrowsAtOnce) {
      throw new IllegalStateException("a fault of the transport");
    }
    CompletableFuture<TransferReceipt> future = new FakeConnection(leaves::bodyEnds);
    leaves.bodyBegins(method + " " + server);
    var unused =
        future.whenComplete(
            (receipt, failure) -> {
              if (future.isCancelled()) {
                cancelled.incrementAndGet();
              }
            });
    threads.execute(
        () -> {
          try {
            conversation.run(effect, server, future).ifPresent(future::complete);
          } catch (IOException | RuntimeException e) {
            abandoned.add(progress);
            future.completeExceptionally(e);
          }
        });
    return future;
  }

  private Optional<TransferReceipt> send(
      Put put, Effect effect, String server, CompletableFuture<TransferReceipt> future)
      throws IOException {
    abandoned.forEach(late -> late.accept(1_000_000));
    refuseIfScripted(effect, server, future);
    try (ReadableByteChannel body = put.source.open()) {
      if (effect instanceof Effect.Answers answers) {
        put.swallow(body, answers.afterBytes());
        throw answer(server, answers.status(), answers.afterBytes());
      }
      if (store.isBelowAFile(put.file)) {
        put.swallow(body, put.source.size());
        throw answer(server, 500, put.source.size());
      }
      create(put.file, server, future);
      if (effect instanceof Effect.Fails fails) {
        future.completeExceptionally(fails.how());
        return Optional.empty();
      }
      long size = put.source.size();
      if (effect instanceof Effect.Waits) {
        hanging.release();
        awaitGo(future);
      }
      if (effect instanceof Effect.BreaksAfter breaks) {
        put.store(body, breaks.bytes(), Integer.MAX_VALUE);
        throw new TransferException(
            Phase.BODY, server + " reset the connection", breaks.bytes(), null);
      } else if (effect instanceof Effect.SourceFailsAfter fails) {
        put.store(body, fails.bytes(), Integer.MAX_VALUE);
        throw new TransferException(Phase.SOURCE, "the disk failed", fails.bytes(), null);
      } else if (effect instanceof Effect.HangsAfter hangs) {
        put.store(body, hangs.bytes(), Integer.MAX_VALUE);
        hanging.release();
        return Optional.empty();
      }
      put.corrupts = effect instanceof Effect.Corrupts;
      put.store(body, size, effect instanceof Effect.Truncates t ? t.bytes() : Integer.MAX_VALUE);
      return Optional.of(
          new TransferReceipt(
              FakeVSphere.VCENTER, 201, size, Duration.ZERO, Duration.ZERO, "TLSv1.3"));
    }
  }

  /** A connection that was closed before makes no file afterwards. */
  private void create(
      DatastorePath file, String server, CompletableFuture<TransferReceipt> connection)
      throws TransferException {
    synchronized (connection) {
      if (connection.isCancelled()) {
        throw new TransferException(Phase.BODY, "cancelled", 0, null);
      }
      if (!store.create(file)) {
        throw answer(server, 404, 0);
      }
    }
  }

  private void awaitGo(CompletableFuture<TransferReceipt> future) throws TransferException {
    try {
      while (!goes.tryAcquire(1, TimeUnit.MILLISECONDS)) {
        if (future.isCancelled()) {
          throw new TransferException(Phase.BODY, "cancelled", 0, null);
        }
      }
    } catch (InterruptedException e) {
      throw new TransferException(Phase.BODY, "closed", 0, e);
    }
  }

  private void refuseIfScripted(
      Effect effect, String server, CompletableFuture<TransferReceipt> future)
      throws TransferException {
    if (effect instanceof Effect.RefusesConnection) {
      throw new TransferException(Phase.CONNECT, server + " refused the connection", 0, null);
    }
    if (effect instanceof Effect.ProxyRefuses) {
      ProxyException refusal =
          ProxyException.wrongLogin(ProxyAddress.http(new HostAddress("proxy", 3128)));
      throw new TransferException(Phase.CONNECT, refusal.getMessage(), 0, refusal);
    }
    if (effect instanceof Effect.Answers answers && answers.afterBytes() == 0) {
      throw answer(server, answers.status(), 0);
    }
    if (future.isCancelled()) {
      throw new TransferException(Phase.CONNECT, "cancelled", 0, null);
    }
  }

  private Effect effect(String server) {
    synchronized (script) {
      Deque<Effect> scripted = script.getOrDefault(server, new ArrayDeque<>());
      return scripted.isEmpty() ? new Effect.Works() : scripted.removeFirst();
    }
  }

  private static TransferException answer(String server, int status, long bytes) {
    return new TransferException(
        Phase.RESPONSE, server + " answered " + status, bytes, status, "scripted");
  }

  private static TransferReceipt receipt(ServiceTicket ticket, long bytes) {
    return new TransferReceipt(
        ticket.addresses().get(0), 200, bytes, Duration.ZERO, Duration.ZERO, "TLSv1.3");
  }

  /** Reads the target back; the names in tests hold no plus sign. */
  private static DatastorePath file(ServiceTicket ticket) {
    String target = ticket.target().requestTarget();
    int query = target.indexOf('?');
    String name = target.substring(target.indexOf("dsName=") + "dsName=".length());
    return new DatastorePath(
        URLDecoder.decode(name, StandardCharsets.UTF_8),
        URLDecoder.decode(target.substring("/folder/".length(), query), StandardCharsets.UTF_8));
  }
}
