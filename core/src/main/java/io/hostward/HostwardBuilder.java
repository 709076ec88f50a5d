package io.hostward;

import io.hostward.download.DownloadListener;
import io.hostward.inventory.SteadyClock;
import io.hostward.memory.HostMemory;
import io.hostward.net.Subnet;
import io.hostward.pipeline.ClientInterfaces;
import io.hostward.pipeline.Limits;
import io.hostward.pipeline.Pause;
import io.hostward.pipeline.PolicyInputs;
import io.hostward.pipeline.Time;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.spi.Transport;
import io.hostward.spi.VSphere;
import io.hostward.upload.UploadListener;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Settings of a {@link Hostward}. Not for use by several threads; what it builds is. */
public final class HostwardBuilder {
  @Nullable VSphere vsphere;
  @Nullable Transport transport;
  @Nullable HostSelectionPolicy policy;
  @Nullable Executor executor;
  int uploadsAtOnce = 64;
  private InstantSource clock = InstantSource.system();
  private @Nullable LongSupplier nanoTime;
  private HostMemory memory = new HostMemory();
  private @Nullable Supplier<List<Subnet>> clientAddresses;
  private OptionalLong seed = OptionalLong.empty();
  Limits limits = Limits.DEFAULT;
  Pause pause = Pause.REAL;
  final List<UploadListener> listeners = new ArrayList<>();
  final List<DownloadListener> downloadListeners = new ArrayList<>();

  HostwardBuilder() {}

  /** The vCenter or host, for example {@code VimVSphere.connect(...)}. Required. */
  public HostwardBuilder vsphere(VSphere newVsphere) {
    vsphere = newVsphere;
    return this;
  }

  /** What moves the bytes, for example {@code NettyTransport.create()}. Required. */
  public HostwardBuilder transport(Transport newTransport) {
    transport = newTransport;
    return this;
  }

  /**
   * What chooses the host where a request has no policy of its own, for example {@code
   * HostPolicies.leastLoaded()}. Required.
   */
  public HostwardBuilder policy(HostSelectionPolicy newPolicy) {
    policy = newPolicy;
    return this;
  }

  /**
   * Where uploads and downloads run; each takes a thread from its beginning until it has ended, and
   * none while it waits for its turn. One that it rejects fails. One that runs tasks on the calling
   * thread does so for those that need not wait; one of a few threads must not be called for an
   * upload or a download from one of these, which would wait for itself. By default threads of
   * Hostward's own, as many as run at once.
   */
  public HostwardBuilder executor(Executor newExecutor) {
    executor = newExecutor;
    return this;
  }

  /**
   * How many uploads and downloads run at once, at least 1; the others wait for their turn in the
   * order of their submission. 64 by default. How many of these move bytes at a time is bounded by
   * the transport; the others prepare, verify, publish or clean up, so this is to be larger, the
   * more so the longer vCenter takes for its tasks.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public HostwardBuilder uploadsAtOnce(int newUploadsAtOnce) {
    if (newUploadsAtOnce < 1) {
      throw new IllegalArgumentException(
          "at least one upload runs at once, was: " + newUploadsAtOnce);
    }
    uploadsAtOnce = newUploadsAtOnce;
    return this;
  }

  /**
   * The time of day, which events carry. The system's by default. Durations, the patience and
   * deadlines do not depend on it: they are measured with {@link System#nanoTime}, so that the
   * clock may be set while uploads run. Neither does the age of figures and of what is remembered,
   * with the system's; another clock tells that too, and is taken never to be set.
   */
  public HostwardBuilder clock(InstantSource newClock) {
    clock = newClock;
    return this;
  }

  /**
   * What is remembered of this process's uploads. Several that upload to one vCenter may share it.
   * By default one of its own.
   */
  public HostwardBuilder memory(HostMemory newMemory) {
    memory = newMemory;
    return this;
  }

  /**
   * The client's addresses with their subnets, by which policies tell near hosts from far ones. By
   * default those of this machine's network interfaces.
   */
  public HostwardBuilder clientAddresses(List<Subnet> newAddresses) {
    List<Subnet> addresses = List.copyOf(newAddresses);
    clientAddresses = () -> addresses;
    return this;
  }

  /** The seed of the policies' randomness, for repeatable choices. Random by default. */
  public HostwardBuilder seed(long newSeed) {
    seed = OptionalLong.of(newSeed);
    return this;
  }

  /** Adds a listener that hears what happens to every upload, before the request's own does. */
  public HostwardBuilder listener(UploadListener newListener) {
    listeners.add(newListener);
    return this;
  }

  /** Adds a listener that hears what happens to every download, before the request's own does. */
  public HostwardBuilder downloadListener(DownloadListener newListener) {
    downloadListeners.add(newListener);
    return this;
  }

  /**
   * How long a vCenter that gives no answer is asked again, at whatever stage of an upload; zero
   * for never. 2 minutes by default. A deadline of the request ends it earlier.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public HostwardBuilder patience(Duration newPatience) {
    if (newPatience.isNegative()) {
      throw new IllegalArgumentException("a patience is zero or more, was: " + newPatience);
    }
    limits = limits.withPatience(newPatience);
    return this;
  }

  /** For tests: how long to wait for others, and how. */
  HostwardBuilder waiting(Limits newLimits, Pause newPause) {
    limits = newLimits;
    pause = newPause;
    return this;
  }

  /** For tests: how much time has passed. */
  HostwardBuilder nanoTime(LongSupplier newNanoTime) {
    nanoTime = newNanoTime;
    return this;
  }

  Time time() {
    return nanoTime == null
        ? new Time(clock, System::nanoTime, SteadyClock.of(clock))
        : new Time(clock, nanoTime);
  }

  PolicyInputs policyInputs(Time time) {
    return new PolicyInputs(
        memory,
        clientAddresses == null ? new ClientInterfaces(time) : clientAddresses,
        // Two processes must not draw alike, or they would meet on one host.
        seed.orElseGet(() -> new SecureRandom().nextLong()));
  }

  /**
   * Builds it.
   *
   * @throws IllegalStateException if vsphere, transport or policy is missing; the message names it
   */
  public Hostward build() {
    return new Hostward(this);
  }
}
