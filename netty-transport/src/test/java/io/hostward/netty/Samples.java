package io.hostward.netty;

import io.hostward.transfer.TransferException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Bytes to send, and what became of them. */
final class Samples {
  private Samples() {}

  static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(Peer.sha256().digest(bytes));
  }

  static <T> T await(CompletableFuture<T> future) throws Exception {
    return future.get(30, TimeUnit.SECONDS);
  }

  /** Waits for a transfer to fail. */
  static TransferException failure(CompletableFuture<?> future) throws Exception {
    try {
      Object receipt = future.get(30, TimeUnit.SECONDS);
      throw new AssertionError("the transfer did not fail but ended with " + receipt);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TransferException failure) {
        return failure;
      }
      throw new AssertionError("no TransferException: " + e.getCause(), e.getCause());
    }
  }

  /** Returns all that a log would show of a failure. */
  static String everything(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
