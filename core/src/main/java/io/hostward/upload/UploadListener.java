package io.hostward.upload;

/**
 * Hears what happens to uploads. Events of one upload come in the order that {@link UploadEvent}
 * documents, never two at a time, on the threads that run uploads, never on one that moves bytes
 * for others; an upload that ends before it begins is told on the thread that ends it. Events of
 * different uploads may come at once: {@link UploadEvent#upload} and {@link UploadEvent#request}
 * tell them apart.
 *
 * <p>Be quick, since the upload waits; what a listener throws is logged and ignored.
 */
@FunctionalInterface
public interface UploadListener {

  /** Called with each event. */
  void heard(UploadEvent event);
}
