package io.hostward.bulk.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads UTF-8, drops a byte order mark, counts lines, and refuses what is no UTF-8 by its line: the
 * JDK's readers either put question marks in its place or do not say where it was.
 *
 * <p>Bounds the rows as well: whoever reads tells when one is over, and one that does not end is
 * refused before it has filled the memory.
 */
final class StrictReader extends Reader {
  /** Characters of the longest row; a path has some thousand at most. */
  static final int LONGEST_ROW = 256 * 1024;

  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final String manifest;
  private final InputStream in;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final ByteBuffer bytes = ByteBuffer.allocate(8192).flip();
  private final CharBuffer chars = CharBuffer.allocate(8192).flip();
  private boolean begun;
  private boolean ended;
  private boolean malformed;
  private boolean afterReturn;
  private long line = 1;
  private long rowLine = 1;
  private long sinceRow;

  StrictReader(String manifest, InputStream in) {
    this.manifest = manifest;
    this.in = in;
  }

  /** A row is over: the next begins at this line, as far as the reader has come. */
  void rowOver(long nextLine) {
    sinceRow = 0;
    rowLine = nextLine;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!chars.hasRemaining()) {
      if (malformed) {
        throw new ManifestException(
            manifest, line, "the text is not UTF-8; save it as UTF-8", null);
      } else if (ended) {
        return -1;
      }
      decode();
    }
    int count = Math.min(length, chars.remaining());
    chars.get(target, offset, count);
    sinceRow += count;
    for (int at = offset; at < offset + count; at++) {
      count(target[at]);
    }
    if (sinceRow > LONGEST_ROW) {
      throw new ManifestException(
          manifest,
          rowLine,
          "the row has no end within " + LONGEST_ROW + " characters; is a quotation mark missing?",
          null);
    }
    return count;
  }

  private void decode() throws IOException {
    bytes.compact();
    int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
    if (read > 0) {
      bytes.position(bytes.position() + read);
    }
    bytes.flip();
    chars.clear();
    CoderResult result = decoder.decode(bytes, chars, read < 0);
    chars.flip();
    malformed = result.isError();
    ended = read < 0 && !malformed && !result.isOverflow();
    if (!begun && chars.hasRemaining()) {
      begun = true;
      if (chars.get(chars.position()) == BYTE_ORDER_MARK) {
        chars.get();
      }
    }
  }

  // LF, CR LF and a CR alone each end a line.
  private void count(char character) {
    if (character == '\r' || character == '\n' && !afterReturn) {
      line++;
    }
    afterReturn = character == '\r';
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
