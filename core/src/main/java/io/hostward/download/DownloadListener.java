package io.hostward.download;

/**
 * Hears what happens to a download: events in the order that {@link DownloadEvent} documents, never
 * two at a time, never on a thread that moves bytes for others. Be quick, since the download waits;
 * what a listener throws is logged and ignored.
 */
@FunctionalInterface
public interface DownloadListener {

  /** Called with each event. */
  void heard(DownloadEvent event);
}
