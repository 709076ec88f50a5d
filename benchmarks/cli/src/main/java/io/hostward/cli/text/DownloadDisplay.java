package io.hostward.cli.text;

import io.hostward.download.DownloadListener;

/** Shows downloads while they are under way. Safe for use by many threads. */
public interface DownloadDisplay extends DownloadListener {

  /** Has something else printed where the display would be in its way. */
  void aside(Runnable print);

  /** Ends the display for good. */
  void end();
}
