package io.hostward.interop.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hostward.interop.Daemon;
import io.hostward.interop.GoProgram;
import io.hostward.interop.OpenHostward;
import io.hostward.net.HostAddress;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import io.hostward.selector.HostPolicies;
import io.hostward.transfer.VSphereException;
import io.hostward.vsphere.VimVSphere;
import io.hostward.vsphere.VimVSphereBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** VMware's own simulator of a vCenter or an ESXi host, in a process of its own. */
public final class Vcsim implements AutoCloseable {
  static final String USER = "administrator@vsphere.local";
  static final String PASSWORD = "Interop-1!";

  private final Daemon daemon;
  private final JsonNode ready;

  private Vcsim(Daemon daemon, JsonNode ready) {
    this.daemon = daemon;
    this.ready = ready;
  }

  /**
   * Starts it.
   *
   * @param folder for its output and its datastores, which it leaves behind if it is killed
   * @param flags the model's size
   */
  public static Vcsim start(Path folder, String... flags) {
    List<String> command = new ArrayList<>(List.of("" + GoProgram.build("vcsim")));
    command.addAll(List.of(flags));
    Daemon daemon =
        Daemon.start(
            folder,
            Map.of("VCSIM_USERNAME", USER, "VCSIM_PASSWORD", PASSWORD, "TMPDIR", "" + folder),
            command);
    try {
      daemon.await("vcsim's first line", () -> daemon.output().contains("\n"));
      return new Vcsim(daemon, new ObjectMapper().readTree(daemon.output()));
    } catch (IOException e) {
      daemon.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException | Error e) {
      daemon.close();
      throw e;
    }
  }

  URI url() {
    return URI.create(ready.at("/url").textValue());
  }

  public HostAddress address() {
    return HostAddress.parse(url().getAuthority(), HostAddress.HTTPS);
  }

  /** Returns its one certificate as PEM. */
  String certificate() {
    return ready.at("/certificate").textValue();
  }

  /** Its one certificate serves vCenter and hosts; the tickets have no thumbprint. */
  ServerTrust trust() {
    byte[] pem = certificate().getBytes(StandardCharsets.US_ASCII);
    try {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(pem));
      return ServerTrust.pinned(Thumbprint.of(certificate, Thumbprint.Algorithm.SHA256));
    } catch (CertificateException e) {
      throw new IllegalStateException("vcsim printed no certificate", e);
    }
  }

  /** Leads to it, also on the way to its hosts, which all claim to be 127.0.0.1:443. */
  public VimVSphereBuilder builder() {
    return VimVSphere.builder(url())
        .transport(OpenHostward.CALLS)
        .credentials(USER, Secret.of(PASSWORD))
        .trust(trust())
        .hostTrust(trust())
        .addressResolver((host, candidates) -> List.of(address()));
  }

  OpenHostward hostward() throws VSphereException {
    return hostward("first-usable");
  }

  OpenHostward hostward(String policy) throws VSphereException {
    return hostward(builder().build(), policy);
  }

  static OpenHostward hostward(VimVSphere vsphere, String policy) {
    return OpenHostward.of(vsphere, HostPolicies.named(policy));
  }

  /** Where it keeps the files of its only datastore. */
  public Path folder() {
    return folders().get(0);
  }

  List<Path> folders() {
    List<Path> folders = new ArrayList<>();
    ready.at("/folders").forEach(folder -> folders.add(Path.of(folder.textValue())));
    return folders;
  }

  /** Where it keeps the files of a datastore, whose name the folder's holds. */
  Path folder(String datastore) {
    return folders().stream()
        .filter(folder -> folder.getFileName().toString().contains("-" + datastore + "-"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no folder of " + datastore + ": " + folders()));
  }

  /** The files of its only datastore, relative to its top. */
  public List<String> files() throws IOException {
    return files(folder());
  }

  /** The files of a datastore, relative to its top. */
  static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  /** As a power cut would. */
  void kill() {
    daemon.kill();
  }

  @Override
  public void close() {
    daemon.close();
  }
}
