package io.hostward.bulk.progress;

/**
 * Hears what happens in a run: one event after the other, in their order. Be quick, since the run
 * waits; what a listener throws is logged and ignored.
 */
@FunctionalInterface
public interface BulkListener {

  /** Called with each event. */
  void heard(BulkEvent event);
}
