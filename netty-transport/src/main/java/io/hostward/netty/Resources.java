package io.hostward.netty;

/** What all transfers of one transport share. */
record Resources(
    Settings settings,
    Workers workers,
    Loops loops,
    TlsContexts tls,
    KeptConnections kept,
    SendQueues queues,
    Admissions admissions,
    Bandwidth bandwidth) {

  /** Frees everything, once no transfer is left. */
  void close() {
    boolean await = !Workers.isCurrent() && !loops.isCurrent();
    kept.close();
    admissions.close();
    loops.close(await);
    workers.close(await);
    tls.close();
  }
}
