package io.hostward.vsphere;

import static org.awaitility.Awaitility.await;

import io.hostward.spi.Transport;
import io.hostward.transfer.ServerAnswer;
import io.hostward.transfer.ServerCall;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.TransferReceipt;
import io.hostward.transfer.UploadSource;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/** The tests' transport, but that calls can be kept from leaving, and what becomes of them seen. */
final class HeldCalls implements Transport {
  private final Map<String, Held> awaited = new ConcurrentHashMap<>();
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();

  /** A call that is kept back. */
  static final class Held {
    private final CompletableFuture<ServerAnswer> answer = new CompletableFuture<>();
    private volatile ServerCall call;

    Held awaitCall() {
      await().until(() -> call != null);
      return this;
    }

    boolean isCancelled() {
      return answer.isCancelled();
    }

    boolean isOpen() {
      return !answer.isDone();
    }

    /** Sends it at last. */
    void release() {
      Labs.TRANSPORT
          .call(call)
          .whenComplete(
              (got, failure) -> {
                if (failure == null) {
                  answer.complete(got);
                } else {
                  answer.completeExceptionally(failure);
                }
              });
    }
  }

  /** How many calls of an operation were sent or kept. */
  int count(String operation) {
    return counts.getOrDefault(operation, 0);
  }

  /** Keeps the next call of an operation back. */
  Held hold(String operation) {
    Held held = new Held();
    awaited.put(operation, held);
    return held;
  }

  @Override
  public CompletableFuture<ServerAnswer> call(ServerCall call) {
    String envelope = new String(call.body(), StandardCharsets.UTF_8);
    counts.merge(operation(envelope), 1, Integer::sum);
    for (String operation : awaited.keySet()) {
      if (envelope.contains("<" + operation + " ")) {
        Held held = awaited.remove(operation);
        if (held != null) {
          held.call = call;
          return held.answer;
        }
      }
    }
    return Labs.TRANSPORT.call(call);
  }

  private static String operation(String envelope) {
    int body = envelope.indexOf("Body><") + "Body><".length();
    return envelope.substring(body, envelope.indexOf(' ', body));
  }

  @Override
  public CompletableFuture<TransferReceipt> put(
      ServiceTicket ticket, UploadSource source, LongConsumer progress) {
    return Labs.TRANSPORT.put(ticket, source, progress);
  }

  @Override
  public CompletableFuture<TransferReceipt> get(
      ServiceTicket ticket, WritableByteChannel sink, LongConsumer progress) {
    return Labs.TRANSPORT.get(ticket, sink, progress);
  }

  /** The tests' transport is theirs. */
  @Override
  public void close() {}
}
