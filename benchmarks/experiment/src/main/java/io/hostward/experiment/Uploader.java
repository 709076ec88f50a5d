package io.hostward.experiment;

import io.hostward.Hostward;
import io.hostward.upload.UploadRequest;
import java.io.IOException;

/** Uploads one file, with progress and interruption as the caller wants them. */
@FunctionalInterface
public interface Uploader {
  /** Uploads and waits; an interrupt of the thread breaks it off. */
  Uploader WAITING = Hostward::upload;

  /**
   * Uploads.
   *
   * @throws IOException if the upload failed
   * @throws InterruptedException if the experiment is to end; the upload has cleaned up by then
   */
  void upload(Hostward hostward, UploadRequest request) throws IOException, InterruptedException;
}
