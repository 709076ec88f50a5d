package io.hostward.cli.experiment;

import io.hostward.Hostward;
import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.console.Shell;
import io.hostward.cli.text.TransferProgress;
import io.hostward.cli.upload.InterruptibleUpload;
import io.hostward.experiment.Uploader;
import io.hostward.upload.UploadListener;
import io.hostward.upload.UploadRequest;
import java.io.IOException;
import java.util.Optional;

/** Uploads the files of an experiment so that Ctrl-C ends them, with progress or without. */
public final class HeardUpload implements Uploader {
  private final Shell shell;
  private final Optional<String> name;

  /**
   * Uploads.
   *
   * @param name what progress calls a file; empty for no progress
   */
  public HeardUpload(Shell shell, Optional<String> name) {
    this.shell = shell;
    this.name = name;
  }

  @Override
  public void upload(Hostward hostward, UploadRequest request)
      throws IOException, InterruptedException {
    if (name.isEmpty()) {
      await(hostward, request);
      return;
    }
    TransferProgress progress =
        new TransferProgress(name.get(), shell.progress(), System::nanoTime);
    try {
      await(hostward, request.heardBy(both(request.listener(), progress)));
    } finally {
      progress.end();
    }
  }

  private void await(Hostward hostward, UploadRequest request)
      throws IOException, InterruptedException {
    try {
      InterruptibleUpload.await(hostward, request, shell.interruption());
    } catch (CommandFailure e) {
      if (e.exitCode() == ExitCode.INTERRUPTED) {
        throw (InterruptedException) new InterruptedException("interrupted").initCause(e);
      }
      throw new IOException(e.getMessage(), e);
    }
  }

  private static UploadListener both(Optional<UploadListener> first, UploadListener second) {
    return event -> {
      first.ifPresent(listener -> listener.heard(event));
      second.heard(event);
    };
  }
}
