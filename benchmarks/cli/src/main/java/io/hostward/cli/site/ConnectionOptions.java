package io.hostward.cli.site;

import io.hostward.cli.connect.Given;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server, as whom. There is no option for the password itself: every user could read it. */
final class ConnectionOptions {
  @Option(
      names = "--lab",
      description =
          "Use a simulated vSphere within this process: a vCenter, hosts ESX1 to ESX4, and the"
              + " datastore vmstore on all of them.")
  private boolean lab;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "The vCenter or ESXi host, as HOST, HOST:PORT or https://HOST/sdk. Default: GOVC_URL,"
              + " which may hold user and password too.")
  private @Nullable String url;

  @Option(
      names = "--username",
      paramLabel = "USER",
      description = "For example administrator@vsphere.local. Default: GOVC_USERNAME.")
  private @Nullable String user;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "A file that holds the password. Default: GOVC_PASSWORD; without it you are asked.")
  private @Nullable Path passwordFile;

  @Option(
      names = "--thumbprint",
      paramLabel = "HEX",
      description =
          "Accept the server's certificate by its SHA-1 or SHA-256 thumbprint; may be repeated."
              + " Default: GOVC_TLS_KNOWN_HOSTS, a file of lines 'HOST:PORT THUMBPRINT'.")
  private List<String> thumbprints = new ArrayList<>();

  @Option(
      names = "--ca-file",
      paramLabel = "PEM",
      description =
          "Accept certificates that these authorities issued, of hosts too. Default:"
              + " GOVC_TLS_CA_CERTS, or else Java's own authorities.")
  private @Nullable Path caFile;

  @Option(
      names = "--insecure",
      description =
          "Accept any certificate of the server; hosts are still verified by what it says of them."
              + " Default: GOVC_INSECURE. For test systems only.")
  private boolean insecure;

  @Option(
      names = "--datacenter",
      paramLabel = "NAME",
      description =
          "The datacenter of the datastore, by name or inventory path, where several have one of"
              + " that name. Default: GOVC_DATACENTER.")
  private @Nullable String datacenter;

  @Option(
      names = "--resolve",
      paramLabel = "HOST=ADDRESS[:PORT]",
      description =
          "Reach a host, named as in the inventory or by its management address, at another"
              + " address; may be repeated.")
  private List<String> resolve = new ArrayList<>();

  @Option(
      names = "--proxy",
      paramLabel = "URL",
      description =
          "Reach vCenter through a proxy, http://HOST:PORT or socks5://HOST:PORT."
              + " Default: HOSTWARD_PROXY, which may hold user and password too; HTTPS_PROXY is not"
              + " used.")
  private @Nullable String proxy;

  @Option(
      names = "--host-proxy",
      paramLabel = "URL",
      description =
          "Reach vCenter's hosts through a proxy, written likewise. Default: HOSTWARD_HOST_PROXY.")
  private @Nullable String hostProxy;

  boolean lab() {
    return lab;
  }

  Optional<String> datacenter() {
    return Optional.ofNullable(datacenter);
  }

  Given given() {
    return new Given(
        Optional.ofNullable(url),
        Optional.ofNullable(user),
        Optional.ofNullable(passwordFile),
        insecure,
        thumbprints,
        Optional.ofNullable(caFile),
        datacenter(),
        resolve,
        Optional.ofNullable(proxy),
        Optional.ofNullable(hostProxy));
  }
}
