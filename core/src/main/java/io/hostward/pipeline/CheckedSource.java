package io.hostward.pipeline;

import io.hostward.transfer.UploadSource;
import io.hostward.upload.UploadRequest;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.function.BooleanSupplier;

/**
 * An application's source as the pipeline sees it: its size and its name are taken once, and what
 * its own code throws is told apart from what others throw.
 */
final class CheckedSource implements UploadSource {
  private final UploadSource source;
  private final long size;
  private final String name;

  private CheckedSource(UploadSource source) {
    try {
      this.source = source;
      this.size = source.size();
      this.name = source.describe();
    } catch (RuntimeException e) {
      throw new Broken(e);
    }
  }

  /** The source's own code failed. */
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken(RuntimeException cause) {
      super("the source failed: " + cause, cause);
    }
  }

  /**
   * The same request with its source checked.
   *
   * @throws Broken if it cannot be asked for its size
   */
  static UploadRequest in(UploadRequest request) {
    return new UploadRequest(
        new CheckedSource(request.source()),
        request.target(),
        request.datacenter(),
        request.routes(),
        request.verification(),
        request.writeMode(),
        request.overwrite(),
        request.deadline(),
        request.policy(),
        request.listener(),
        request.id());
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public ReadableByteChannel open() throws IOException {
    try {
      return source.open();
    } catch (RuntimeException e) {
      throw new Broken(e);
    }
  }

  @Override
  public boolean canOpen() {
    return ask(source::canOpen);
  }

  @Override
  public boolean isRepeatable() {
    return ask(source::isRepeatable);
  }

  private static boolean ask(BooleanSupplier question) {
    try {
      return question.getAsBoolean();
    } catch (RuntimeException e) {
      throw new Broken(e);
    }
  }

  @Override
  public void verifyUnchanged() throws IOException {
    try {
      source.verifyUnchanged();
    } catch (RuntimeException e) {
      throw new Broken(e);
    }
  }

  @Override
  public String describe() {
    return name;
  }
}
