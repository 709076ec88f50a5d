package io.hostward.interop.applications;

import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What a server does that is not what it seems to be, or out of order. */
enum Misbehaviour {
  WRONG_PIN(Identities.STRANGER, Words.UNTRUSTED, Words.UNTRUSTED),
  UNKNOWN_AUTHORITY(Identities.STRANGER, Words.UNTRUSTED, Words.UNTRUSTED),
  WRONG_NAME(Identities.ELSEWHERE, Words.UNTRUSTED, Words.UNTRUSTED),

  /** To another server, with all that was sent. */
  REDIRECT(
      Identities.TRUSTED, "HTTP status 307", "the server redirects; Hostward does not follow") {
    @Override
    void answer(OutputStream out, String elsewhere) throws IOException {
      head(out, "307 Temporary Redirect", "Location: " + elsewhere, "Content-Length: 0");
    }
  },

  /** As fast as it goes, without end. */
  ENDLESS(Identities.TRUSTED, "with more than", Words.NOT_SAFE) {
    @Override
    void answer(OutputStream out, String elsewhere) throws IOException {
      head(out, "200 OK", "Content-Type: text/xml");
      byte[] piece = filled(1 << 16, "<a>endless</a>");
      while (true) {
        out.write(piece);
      }
    }
  },

  /** A byte now and then, without end. */
  DRIPPING(Identities.TRUSTED, "did not end its answer 200", Words.NOT_SAFE) {
    @Override
    void answer(OutputStream out, String elsewhere) throws IOException {
      head(out, "200 OK", "Content-Type: text/xml", "Content-Length: 100000");
      while (true) {
        out.write('<');
        out.flush();
        pause();
      }
    }
  },

  /** A hundred thousand elements, each in the other. */
  DEEP(Identities.TRUSTED, "more than 100 elements deep", Words.NOT_SAFE) {
    @Override
    void answer(OutputStream out, String elsewhere) throws IOException {
      byte[] begin =
          ("<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
                  + "<LoginResponse xmlns=\"urn:vim25\"><returnval>"
                  + "<a>".repeat(100_000))
              .getBytes(StandardCharsets.US_ASCII);
      head(out, "200 OK", "Content-Length: " + begin.length);
      out.write(begin);
      out.flush();
    }
  },

  /** A hundred gigabytes, as it says. */
  HUGE(Identities.TRUSTED, "with more than", Words.NOT_SAFE) {
    @Override
    void answer(OutputStream out, String elsewhere) throws IOException {
      head(out, "200 OK", "Content-Length: 100000000000");
      byte[] piece = filled(1 << 16, "<a>huge</a>");
      while (true) {
        out.write(piece);
      }
    }
  };

  private final X509Bundle identity;
  private final String ofCalls;
  private final String ofFiles;

  Misbehaviour(X509Bundle identity, String ofCalls, String ofFiles) {
    this.identity = identity;
    this.ofCalls = ofCalls;
    this.ofFiles = ofFiles;
  }

  /** Who the server says that it is. */
  X509Bundle identity() {
    return identity;
  }

  boolean isTrusted() {
    return identity == Identities.TRUSTED;
  }

  /** What is told of it as the end of a call, or of an upload. */
  String words(boolean call) {
    return call ? ofCalls : ofFiles;
  }

  /** How long a call may take, in milliseconds: short where that is what ends it. */
  String timeout() {
    return this == DRIPPING ? "2000" : "30000";
  }

  /**
   * Answers a request.
   *
   * @param elsewhere the URL of another server
   */
  void answer(OutputStream out, String elsewhere) throws IOException {
    throw new IOException("a server that is not trusted is asked nothing");
  }

  private static void head(OutputStream out, String status, String... headers) throws IOException {
    String head = "HTTP/1.1 " + status + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static byte[] filled(int size, String text) {
    byte[] pattern = text.getBytes(StandardCharsets.US_ASCII);
    byte[] piece = new byte[size];
    for (int at = 0; at < size; at++) {
      piece[at] = pattern[at % pattern.length];
    }
    return piece;
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Said of several. */
  private static final class Words {
    static final String UNTRUSTED = "showed a certificate that is not trusted";

    /** Whatever a server answers, the file is looked for. */
    static final String NOT_SAFE = "the data is not safe there";
  }
}
