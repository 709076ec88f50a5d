package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import reactor.blockhound.BlockHound;

/**
 * Whatever would have an event loop of ours wait: a sleep, a lock that somebody holds, a file, a
 * socket. It is noted and not refused, so that the tests go on as they would.
 */
final class BlockedLoops {
  private static final Queue<String> FOUND = new ConcurrentLinkedQueue<>();
  private static boolean watching;

  private BlockedLoops() {}

  static synchronized void watch() {
    if (watching) {
      return;
    }
    watching = true;
    BlockHound.builder()
        .nonBlockingThreadPredicate(before -> thread -> before.test(thread) || isLoop(thread))
        .blockingMethodCallback(method -> note(method.toString()))
        // What happens once in a process, or is told to the system's log.
        .allowBlockingCallsInside("java.lang.ClassLoader", "loadClass")
        .allowBlockingCallsInside("java.lang.Class", "forName0")
        .allowBlockingCallsInside("io.netty.util.NetUtil", "<clinit>")
        .allowBlockingCallsInside("io.hostward.netty.Memory", "weigh")
        // The JDK's engine has a lock, which a task of its own handshake holds while it verifies.
        .allowBlockingCallsInside("sun.security.ssl.SSLEngineImpl", "closeOutbound")
        // So has its session, held while a connection that resumes it takes the key out.
        .allowBlockingCallsInside("sun.security.ssl.SSLSessionImpl", "getPreSharedKey")
        .allowBlockingCallsInside("sun.security.ssl.SSLSessionImpl", "consumePreSharedKey")
        .allowBlockingCallsInside("sun.security.ssl.SSLSessionImpl", "consumePskIdentity")
        // The JDK's TLS reads random bytes from the kernel, which never keeps it waiting for them.
        .allowBlockingCallsInside("sun.security.provider.NativePRNG", "engineNextBytes")
        .allowBlockingCallsInside("org.slf4j.simple.SimpleLogger", "write")
        // The locks of a pool that gets a thread, and of the queue by which a loop of Netty 4.1
        // tells of its own end: held for the moment that it takes to enter something.
        .allowBlockingCallsInside("java.util.concurrent.ThreadPoolExecutor", "addWorker")
        .allowBlockingCallsInside("io.netty.util.concurrent.GlobalEventExecutor", "execute")
        // A loop's first buffer, before it moves anything: loops that begin together meet here.
        .allowBlockingCallsInside("io.hostward.netty.Memory", "anchor")
        // A test that blocks a loop, to see who else waits then.
        .allowBlockingCallsInside("io.hostward.netty.OwnLocksTest", "holding")
        .install();
    loadWhatTestsShare();
  }

  /**
   * BlockHound loads classes of its own while it changes others. Where tests of one class run
   * beside each other and are the first of the virtual machine, their threads would load both at
   * once, and wait for each other for ever: for a signed jar that is being verified, and for its
   * reader.
   */
  private static void loadWhatTestsShare() {
    try (ScriptedServer server = ScriptedServer.of((peer, notes) -> {});
        NettyTransport transport = NettyTransport.create()) {
      var unused = Samples.failure(transport.call(Calls.to(server)));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  static void assertNone() {
    List<String> found = new ArrayList<>();
    for (String next = FOUND.poll(); next != null; next = FOUND.poll()) {
      found.add(next);
    }
    assertThat(found).as("what blocked an event loop").isEmpty();
  }

  private static boolean isLoop(Thread thread) {
    return thread instanceof FastThreadLocalThread && thread.getName().startsWith("hostward-net");
  }

  private static void note(String method) {
    StringWriter text = new StringWriter();
    new Throwable(method + " on " + Thread.currentThread().getName())
        .printStackTrace(new PrintWriter(text, true));
    FOUND.add(text.toString());
  }
}
