package io.hostward.peers.server;

import io.hostward.peers.machine.MissingException;
import io.hostward.peers.machine.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** nginx, which writes the files below a folder by WebDAV. */
public final class Nginx implements PeerServer {
  private static final String LOCAL = "127.0.0.1";

  private final Daemon daemon;
  private final URI base;
  private final Path files;
  private final Arrivals arrivals;

  private Nginx(Daemon daemon, URI base, Path files, Arrivals arrivals) {
    this.daemon = daemon;
    this.base = base;
    this.files = files;
    this.arrivals = arrivals;
  }

  /**
   * Starts it.
   *
   * @param folder for its files
   * @throws MissingException if it is not there
   */
  public static Nginx start(Path folder, Identity identity)
      throws MissingException, IOException, InterruptedException {
    Path program = Programs.find("nginx", "nginx-light");
    int port = freePort();
    Path log = folder.resolve("access.log");
    Path files = Files.createDirectories(folder.resolve("files"));
    Path configuration =
        Files.writeString(folder.resolve("nginx.conf"), configuration(folder, port, identity));
    Daemon daemon =
        Daemon.start(
            List.of("" + program, "-p", "" + folder, "-c", "" + configuration),
            folder.resolve("output.log"),
            () -> Files.exists(log) && accepts(port));
    return new Nginx(
        daemon, URI.create("https://" + LOCAL + ":" + port), files, new Arrivals(log, 0));
  }

  private static String configuration(Path folder, int port, Identity identity) {
    return """
        daemon off;
        user root;
        worker_processes 1;
        pid F/nginx.pid;
        error_log F/error.log warn;
        events { worker_connections 512; }
        http {
          log_format lines '$request_method $request_uri - $ssl_protocol $ssl_cipher $ssl_session_reused';
          access_log F/access.log lines;
          client_body_temp_path F/body;
          proxy_temp_path F/proxy;
          fastcgi_temp_path F/fastcgi;
          uwsgi_temp_path F/uwsgi;
          scgi_temp_path F/scgi;
          client_max_body_size 0;
          keepalive_timeout 0;
          server {
            listen ADDRESS ssl backlog=512;
            ssl_certificate CERT;
            ssl_certificate_key KEY;
            ssl_protocols TLSvVERSION;
            TLS;
            RESUMES
            location /folder/ {
              alias F/files/;
              dav_methods PUT;
            }
          }
        }
        """
        .replace("F/", folder + "/")
        .replace("ADDRESS", LOCAL + ":" + port)
        .replace("CERT", "" + identity.certificate())
        .replace("KEY", "" + identity.key())
        .replace("VERSION", identity.version())
        .replace(
            "RESUMES", identity.resumes() ? "" : "ssl_session_cache off; ssl_session_tickets off;")
        .replace(
            "TLS;",
            identity.isTls13()
                ? "ssl_conf_command Ciphersuites " + identity.cipher() + ";"
                : "ssl_ciphers " + identity.cipher() + ";");
  }

  @Override
  public String name() {
    return "nginx";
  }

  @Override
  public URI base() {
    return base;
  }

  @Override
  public boolean keepsFiles() {
    return true;
  }

  @Override
  public void forget() throws IOException {
    arrivals.forget();
  }

  @Override
  public Spoken verify(List<Delivery> deliveries) throws IOException, InterruptedException {
    Spoken spoken = arrivals.verify(deliveries, false);
    for (Delivery delivery : deliveries) {
      Path file = files.resolve(delivery.name());
      if (Files.mismatch(file, delivery.source()) != -1) {
        throw new IOException(delivery.name() + " arrived with other bytes");
      }
      Files.delete(file);
    }
    return spoken;
  }

  @Override
  public void close() {
    daemon.close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOCAL))) {
      return socket.getLocalPort();
    }
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(LOCAL, port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
