package io.hostward.netty;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link NettyTransport}. Every value has a default that suits one vCenter and a handful
 * of uploads at a time. Not safe for use by several threads; what it builds is.
 */
public final class NettyTransportBuilder {
  private static final int LARGEST_BUFFER = 1 << 20;

  private int eventLoops = Math.min(2, Runtime.getRuntime().availableProcessors());
  private Duration connectTimeout = Duration.ofSeconds(10);
  private Duration tlsTimeout = Duration.ofSeconds(15);
  private Duration stallTimeout = Duration.ofSeconds(60);
  private Duration answerTimeout = Duration.ofMinutes(5);
  private int bufferSize = 256 << 10;
  private int maxInFlight = 1 << 20;
  private Duration keptFor = Duration.ofSeconds(20);
  private Duration idle = Workers.IDLE;
  private int bodies = 8;
  private MemoryBudget budget = MemoryBudget.ofProcess();
  private Bandwidth bandwidth = new Bandwidth();
  private TlsProvider tlsProvider = TlsProvider.BEST;
  private @Nullable Executor executor;
  private @Nullable List<Path> tables;

  NettyTransportBuilder() {}

  /**
   * Sets the number of threads that encrypt and write. One transfer is served by one of them.
   *
   * @param count 1 or more; default 2, or 1 on a machine with one core
   */
  public NettyTransportBuilder eventLoops(int count) {
    this.eventLoops = between(count, 1, 1024, "event loops");
    return this;
  }

  /**
   * Sets how long opening a connection to one address may take, and then again the answer of a
   * proxy where there is one. Default 10 s.
   */
  public NettyTransportBuilder connectTimeout(Duration timeout) {
    this.connectTimeout = positive(timeout, "connect timeout");
    return this;
  }

  /** Sets how long one TLS handshake may take. Default 15 s. */
  public NettyTransportBuilder tlsTimeout(Duration timeout) {
    this.tlsTimeout = positive(timeout, "TLS timeout");
    return this;
  }

  /**
   * Sets how long the server may take no byte of a request, or send none of a body. Any byte that
   * it acknowledges is progress, however slowly it goes; on other systems than Linux, where that
   * cannot be told, it is any megabyte's third that the system takes. A source that gives no bytes
   * is no stall. Default 60 s.
   */
  public NettyTransportBuilder stallTimeout(Duration timeout) {
    this.stallTimeout = positive(timeout, "stall timeout");
    return this;
  }

  /**
   * Sets how long the server may take to answer once it has acknowledged the whole request: a host
   * flushes the file to its storage first. Default 5 min.
   */
  public NettyTransportBuilder answerTimeout(Duration timeout) {
    this.answerTimeout = positive(timeout, "answer timeout");
    return this;
  }

  /**
   * Sets the size of the pieces in which a source is read and encrypted.
   *
   * @param bytes 4 KiB to 1 MiB; default 256 KiB
   */
  public NettyTransportBuilder bufferSize(int bytes) {
    this.bufferSize = between(bytes, 4 << 10, LARGEST_BUFFER, "bytes of a buffer");
    return this;
  }

  /**
   * Sets how many bytes one transfer may hold in memory. Two buffers are the least it uses; TLS
   * needs about as much again, outside of the heap.
   *
   * @param bytes 8 KiB to 256 MiB; default 1 MiB
   */
  public NettyTransportBuilder maxInFlight(int bytes) {
    this.maxInFlight = between(bytes, 8 << 10, 256 << 20, "bytes in flight");
    return this;
  }

  /**
   * Sets to how many bodies at once {@link NettyTransport#admit} gives leave. There may be fewer:
   * two times {@link #maxInFlight} of each must fit into half of the memory outside of the heap
   * that the virtual machine allows (by default as much as the heap's largest size).
   *
   * @param count 1 to 65536; default 8
   */
  public NettyTransportBuilder bodies(int count) {
    this.bodies = between(count, 1, 1 << 16, "bodies at once");
    return this;
  }

  /**
   * Sets what limits the bytes of bodies in a second; its limits may be changed while it is in use.
   * Default: no limits.
   */
  public NettyTransportBuilder bandwidth(Bandwidth bandwidth) {
    this.bandwidth = bandwidth;
    return this;
  }

  /** Sets what bodies share. */
  NettyTransportBuilder memoryBudget(MemoryBudget shared) {
    this.budget = shared;
    return this;
  }

  /** Sets how long a connection is kept for the next call. Default 20 s. */
  NettyTransportBuilder keepConnections(Duration time) {
    this.keptFor = positive(time, "time for which connections are kept");
    return this;
  }

  /** Sets how long a thread of the transport's own pool waits for its next task. */
  NettyTransportBuilder idleWorkers(Duration time) {
    this.idle = positive(time, "time for which threads wait");
    return this;
  }

  /** Sets where the kernel tells of its connections. */
  NettyTransportBuilder connectionTables(Path... files) {
    this.tables = List.of(files);
    return this;
  }

  /** Sets which implementation does the cryptography. Default {@link TlsProvider#BEST}. */
  public NettyTransportBuilder tlsProvider(TlsProvider provider) {
    this.tlsProvider = provider;
    return this;
  }

  /**
   * Sets where sources are read, sinks written, names resolved and listeners called. It should
   * allow as many threads as there are transfers at a time; it is not shut down with the transport.
   * Default: a pool of daemon threads of the transport's own.
   */
  public NettyTransportBuilder executor(Executor executor) {
    this.executor = executor;
    return this;
  }

  /**
   * Builds the transport. Threads are started with the first transfer.
   *
   * @throws IllegalStateException if BoringSSL was demanded and cannot be loaded
   */
  public NettyTransport build() {
    Settings settings =
        new Settings(
            connectTimeout, tlsTimeout, stallTimeout, answerTimeout, bufferSize, maxInFlight);
    Workers workers = executor == null ? Workers.own(idle) : Workers.of(executor);
    return new NettyTransport(
        new Resources(
            settings,
            workers,
            Loops.start(eventLoops),
            new TlsContexts(tlsProvider.provider()),
            new KeptConnections(keptFor),
            tables == null
                ? SendQueues.ofSystem(workers.executor())
                : new SendQueues(workers.executor(), tables),
            new Admissions(bodies, settings.bodyBytes(), budget),
            bandwidth));
  }

  private static Duration positive(Duration timeout, String name) {
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(Duration.ofDays(20)) > 0) {
      throw new IllegalArgumentException(
          "the " + name + " must be positive and at most 20 days, was: " + timeout);
    }
    return timeout;
  }

  private static int between(int value, int least, int most, String what) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "the number of " + what + " must be " + least + " to " + most + ", was: " + value);
    }
    return value;
  }
}
