package io.hostward.pipeline.fake;

import io.hostward.Hostward;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import java.io.IOException;
import java.util.concurrent.ExecutionException;

/** The ways into an upload. All behaviour is the same through each. */
public enum Entry {
  BLOCKING {
    @Override
    public UploadResult upload(Hostward hostward, UploadRequest request) throws IOException {
      return hostward.upload(request);
    }
  },
  ASYNC {
    @Override
    public UploadResult upload(Hostward hostward, UploadRequest request) throws IOException {
      try {
        return hostward.uploadAsync(request).get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof IOException failure) {
          throw failure;
        }
        throw new AssertionError("an upload fails with an IOException", e);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  };

  public abstract UploadResult upload(Hostward hostward, UploadRequest request) throws IOException;

  public UploadResult upload(World world, UploadRequest request) throws IOException {
    return upload(world.hostward, request);
  }
}
