package io.hostward.upload;

import io.hostward.ranking.Selection;
import io.hostward.transfer.Route;

/**
 * Told how an upload comes along, in this order: {@link #selected} once, then for each route tried
 * {@link #started}, {@link #progressed} many times and, if it failed, {@link #failed}. Calls for
 * one upload never overlap and come from the library's worker threads, never from one that moves
 * bytes for others. Be quick; what a listener throws is logged and ignored.
 */
public interface UploadListener {

  /** Hears nothing. */
  UploadListener NONE = new UploadListener() {};

  /** A stage begins. */
  default void entered(Stage stage) {}

  /** The hosts are ranked. */
  default void selected(Selection selection) {}

  /** A route is tried. */
  default void started(Route route) {}

  /**
   * Bytes moved.
   *
   * @param bytes handed to the network on this route so far; begins anew with each route
   * @param total the file's size
   */
  default void progressed(long bytes, long total) {}

  /** A route failed; the next one is tried, if there is one. */
  default void failed(Attempt attempt) {}
}
