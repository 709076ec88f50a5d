package io.hostward.peers.sender;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * {@link HttpsURLConnection}: with a fixed length and 64 KiB at a time, or as VMware's samples for
 * Java use it. Those ask for one chunk of the file's size, which the JDK then gathers in the heap
 * before it sends the first byte, and copy 9 KiB at a time into an array of their own.
 */
final class UrlConnectionWay implements Sender.Way {
  private static final int BUFFER = 64 * 1024;
  private static final int SAMPLE_BUFFER = 9 * 1024;

  private final SSLSocketFactory sockets;
  private final ExecutorService threads;
  private final boolean sample;

  UrlConnectionWay(Path ca, int parallel, boolean sample) throws Exception {
    this.sockets = Certificates.trusting(ca).getSocketFactory();
    this.threads = Executors.newFixedThreadPool(parallel);
    this.sample = sample;
  }

  @Override
  public void send(URI base, List<Sender.Item> items) throws Exception {
    List<Future<?>> uploads = new ArrayList<>();
    for (Sender.Item item : items) {
      uploads.add(
          threads.submit(
              () -> {
                put(item.at(base), item.source());
                return null;
              }));
    }
    for (Future<?> upload : uploads) {
      upload.get();
    }
  }

  private void put(URI target, Path source) throws IOException {
    HttpsURLConnection connection = (HttpsURLConnection) target.toURL().openConnection();
    connection.setSSLSocketFactory(sockets);
    connection.setDoOutput(true);
    connection.setRequestMethod("PUT");
    connection.setRequestProperty("Cookie", Sender.COOKIE);
    connection.setRequestProperty("Content-Type", "application/octet-stream");
    long size = Files.size(source);
    if (sample) {
      connection.setChunkedStreamingMode((int) size);
    } else {
      connection.setFixedLengthStreamingMode(size);
    }
    try (OutputStream out = connection.getOutputStream();
        InputStream in = Files.newInputStream(source)) {
      if (sample) {
        copyAsTheSampleDoes(new BufferedInputStream(in), out);
      } else {
        copy(in, out);
      }
    }
    int status = connection.getResponseCode();
    connection.disconnect();
    if (status / 100 != 2) {
      throw new IOException("status " + status);
    }
  }

  private static void copy(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      out.write(buffer, 0, count);
    }
  }

  private static void copyAsTheSampleDoes(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[SAMPLE_BUFFER];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      byte[] copy = new byte[count];
      System.arraycopy(buffer, 0, copy, 0, count);
      out.write(copy, 0, count);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
