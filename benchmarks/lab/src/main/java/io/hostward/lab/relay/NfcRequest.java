package io.hostward.lab.relay;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * The head of a conversation on the lab's port 902: one transfer per connection. The real NFC
 * protocol is not published; this one keeps only what shows from outside, the bytes and where they
 * go.
 *
 * <p>Client: head; for a PUT then frames of a length (int) and as many bytes, ended by length 0.
 * Server: status (int, as in HTTP); for a GET with 200 then {@code length} bytes.
 *
 * @param put true for an upload, false for a download
 * @param datastore managed object id
 * @param path in normal form
 * @param first first byte wanted by a download
 * @param length how many bytes a download wants
 */
record NfcRequest(boolean put, String datastore, String path, long first, long length) {
  static final int MAGIC = 0x4e464331;

  void encode(ByteBuf out) {
    byte[] store = datastore.getBytes(StandardCharsets.UTF_8);
    byte[] file = path.getBytes(StandardCharsets.UTF_8);
    out.writeInt(MAGIC).writeInt(1 + 8 + 8 + 2 + store.length + 2 + file.length);
    out.writeBoolean(put).writeLong(first).writeLong(length);
    out.writeShort(store.length).writeBytes(store);
    out.writeShort(file.length).writeBytes(file);
  }

  /** Reads what follows magic and length. */
  static NfcRequest decode(ByteBuf in) {
    boolean put = in.readBoolean();
    long first = in.readLong();
    long length = in.readLong();
    return new NfcRequest(put, string(in), string(in), first, length);
  }

  private static String string(ByteBuf in) {
    return in.readCharSequence(in.readUnsignedShort(), StandardCharsets.UTF_8).toString();
  }
}
