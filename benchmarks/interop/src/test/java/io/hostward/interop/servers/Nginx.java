package io.hostward.interop.servers;

import io.hostward.interop.Daemon;
import io.hostward.inventory.DatastorePath;
import io.hostward.lab.tls.ServerIdentity;
import io.hostward.net.HostAddress;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import io.hostward.transfer.FolderTarget;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.ServiceTicket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** nginx as a host's HTTPS server: files below {@code /folder/} by WebDAV, over TLS. */
final class Nginx implements AutoCloseable {
  private static final String LOCAL = "127.0.0.1";
  private static final String COOKIE = "vmware_cgi_ticket=52c3-f00d";

  private final Path folder;
  private final int port = Daemon.freePort();
  private final ServerIdentity identity = ServerIdentity.selfSigned("nginx.example", LOCAL);
  private Daemon daemon;

  private Nginx(Path folder) {
    this.folder = folder;
  }

  /** Starts it with TLS 1.2 and 1.3. */
  static Nginx start(Path folder, String... more) throws IOException {
    return start(folder, "ssl_protocols TLSv1.2 TLSv1.3;", more);
  }

  /**
   * Starts it.
   *
   * @param folder for all that it reads and writes
   * @param tls which TLS it speaks
   * @param more directives for the location of the files
   */
  static Nginx start(Path folder, String tls, String[] more) throws IOException {
    Nginx nginx = new Nginx(folder);
    Files.createDirectories(nginx.files());
    Files.writeString(folder.resolve("cert.pem"), nginx.identity.pem());
    Files.writeString(folder.resolve("key.pem"), nginx.identity.bundle().getPrivateKeyPEM());
    Files.writeString(
        folder.resolve("nginx.conf"), nginx.configuration(tls, String.join("\n", more)));
    nginx.run();
    return nginx;
  }

  private String configuration(String tls, String more) {
    return """
        daemon off;
        user root;
        worker_processes 1;
        pid F/nginx.pid;
        error_log F/error.log info;
        events { worker_connections 512; }
        http {
          log_format lines '$request_method $request_uri $status $ssl_protocol';
          access_log F/access.log lines;
          client_body_temp_path F/body;
          proxy_temp_path F/proxy;
          fastcgi_temp_path F/fastcgi;
          uwsgi_temp_path F/uwsgi;
          scgi_temp_path F/scgi;
          client_max_body_size 0;
          server {
            listen ADDRESS ssl;
            ssl_certificate F/cert.pem;
            ssl_certificate_key F/key.pem;
            TLS
            location /folder/ {
              alias F/files/;
              dav_methods PUT DELETE MOVE;
              create_full_put_path on;
              MORE
            }
          }
        }
        """
        .replace("F/", folder + "/")
        .replace("ADDRESS", LOCAL + ":" + port)
        .replace("TLS\n", tls + "\n")
        .replace("MORE", more);
  }

  /** Runs it, again after it was killed. */
  void run() {
    daemon =
        Daemon.start(folder, Map.of(), List.of("nginx", "-p", "" + folder, "-c", configured()))
            .awaitPort(LOCAL, port);
  }

  private String configured() {
    return folder.resolve("nginx.conf").toString();
  }

  Daemon daemon() {
    return daemon;
  }

  HostAddress address() {
    return new HostAddress(LOCAL, port);
  }

  ServerTrust trust() {
    return ServerTrust.pinned(Thumbprint.of(identity.certificate(), Thumbprint.Algorithm.SHA256));
  }

  Path certificate() {
    return folder.resolve("cert.pem");
  }

  Path files() {
    return folder.resolve("files");
  }

  ServiceTicket ticket(HttpMethod method, String name) {
    return ticket(method, name, trust());
  }

  ServiceTicket ticket(HttpMethod method, String name, ServerTrust trust) {
    return new ServiceTicket(
        method,
        FolderTarget.onHost(new DatastorePath("vmstore", name)),
        List.of(address()),
        Secret.of(COOKIE),
        trust);
  }

  /** One line a request: method, target, status and TLS version. */
  List<String> requests() throws IOException {
    return Files.readAllLines(folder.resolve("access.log"));
  }

  /**
   * Waits for so many lines: nginx writes one when it is done with a request, its client before.
   */
  List<String> awaitRequests(int count) throws IOException {
    Awaitility.await()
        .atMost(30, TimeUnit.SECONDS)
        .pollInterval(5, TimeUnit.MILLISECONDS)
        .until(() -> requests().size() >= count);
    return requests();
  }

  @Override
  public void close() {
    daemon.close();
  }
}
