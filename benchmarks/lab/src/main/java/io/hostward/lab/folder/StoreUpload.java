package io.hostward.lab.folder;

import io.hostward.lab.storage.StoreException;
import io.hostward.lab.transfer.Upload;
import io.hostward.lab.transfer.Uploads;
import io.hostward.lab.wire.Exchange;
import io.hostward.lab.wire.HttpReply;
import io.hostward.lab.wire.ReadGate;
import io.hostward.lab.wire.ReadGate.Reason;
import io.hostward.lab.wire.Responder;
import io.netty.buffer.ByteBuf;

/** A PUT whose body goes into a store on this very host. */
final class StoreUpload implements Exchange {
  private final Upload upload;
  private final long announced;
  private final Responder client;
  private boolean ended;

  /** An upload of an announced length, -1 for chunked. */
  StoreUpload(Upload upload, long announced, Responder client) {
    this.upload = upload;
    this.announced = announced;
    this.client = client;
  }

  @Override
  public void content(ByteBuf bytes) {
    if (ended) {
      return;
    }
    try {
      switch (upload.accept(bytes)) {
        case CONTINUE -> {}
        case RESET -> client.reset();
        case STALL -> stall();
      }
    } catch (StoreException e) {
      refuse(e);
    }
  }

  /** Closes the file: a connection that is not read does not tell when the client leaves. */
  private void stall() {
    aborted();
    ReadGate.of(client.channel()).hold(Reason.FAULT, true);
  }

  @Override
  public void end() {
    if (ended) {
      return;
    }
    ended = true;
    try {
      if (announced >= 0 && upload.received() != announced) {
        upload.abort();
        client.reset();
        return;
      }
      int status = upload.status();
      upload.finish();
      client.reply(HttpReply.status(status));
    } catch (StoreException e) {
      client.reply(HttpReply.status(Uploads.status(e)));
    }
  }

  private void refuse(StoreException e) {
    ended = true;
    upload.abort();
    client.reply(HttpReply.status(Uploads.status(e)));
  }

  @Override
  public void aborted() {
    if (!ended) {
      ended = true;
      upload.abort();
    }
  }
}
