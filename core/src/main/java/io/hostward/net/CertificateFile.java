package io.hostward.net;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/** Reads the certificates of a file, as editors and certificate authorities leave it. */
final class CertificateFile {
  private static final int LONGEST_MARK = 3;

  private CertificateFile() {}

  static ServerTrust read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      in.mark(LONGEST_MARK);
      byte[] start = in.readNBytes(LONGEST_MARK);
      if (isUtf16(start)) {
        throw new IOException(
            "no certificate could be read from "
                + file
                + ": it is text in UTF-16; save it as plain text (ASCII or UTF-8)");
      }
      if (!isUtf8Mark(start)) {
        in.reset();
      }
      return new ServerTrust.Authorities(
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList());
    } catch (CertificateException | IllegalArgumentException e) {
      throw new IOException("no certificate could be read from " + file + ": " + e.getMessage(), e);
    }
  }

  private static boolean isUtf8Mark(byte[] start) {
    return at(start, 0) == 0xef && at(start, 1) == 0xbb && at(start, 2) == 0xbf;
  }

  /** With its mark, or with every other byte of its ASCII zero: neither DER nor PEM begins so. */
  private static boolean isUtf16(byte[] start) {
    int first = at(start, 0);
    int second = at(start, 1);
    return first == 0xff && second == 0xfe
        || first == 0xfe && second == 0xff
        || first == '-' && second == 0
        || first == 0 && second == '-';
  }

  private static int at(byte[] start, int index) {
    return index < start.length ? start[index] & 0xff : -1;
  }
}
