package io.hostward.cli.lab;

import io.hostward.cli.report.Documents;
import io.hostward.cli.text.Table;
import io.hostward.lab.Lab;
import io.hostward.lab.LabHost;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How to reach a running lab from another terminal. */
final class LabAccess {
  /** A lab of 84 hosts has as many local datastores, and one may have a thousand others. */
  private static final int MOST_NAMED = 100;

  private LabAccess() {}

  static Documents.Lab document(LabRun run, Path certificates) {
    Lab lab = run.lab();
    return new Documents.Lab(
        lab.url().toString(),
        lab.user().name(),
        lab.user().password(),
        lab.thumbprint(),
        certificates.toString(),
        run.datastores(),
        run.hosts(),
        run.resolveOptions(),
        environment(lab, certificates),
        List.of(bySession(lab, certificates), byTicket(lab, certificates)),
        lab.model().ticketLifetime().toSeconds());
  }

  private static String bySession(Lab lab, Path certificates) {
    String datacenter = lab.model().datacenters().get(0).name();
    String url =
        "https://%s/folder/a.iso?dcPath=%s&dsName=%s"
            .formatted(lab.vcenter().authority(), datacenter, LabRun.SHARED_DATASTORE);
    return curl(certificates, lab.vcenter().loginCookie(), url);
  }

  private static String byTicket(Lab lab, Path certificates) {
    LabHost host = lab.hosts().get(0);
    String target = "/folder/a.iso?dsName=" + LabRun.SHARED_DATASTORE;
    return curl(
        certificates, host.ticketCookie("PUT", target), "https://" + host.authority() + target);
  }

  private static String curl(Path certificates, String cookie, String url) {
    return "curl --cacert %s -b '%s' -T a.iso '%s'".formatted(certificates, cookie, url);
  }

  private static Map<String, String> environment(Lab lab, Path certificates) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("GOVC_URL", lab.url().toString());
    variables.put("GOVC_USERNAME", lab.user().name());
    variables.put("GOVC_PASSWORD", lab.user().password());
    variables.put("GOVC_TLS_CA_CERTS", certificates.toString());
    variables.put("GOVC_DATASTORE", LabRun.SHARED_DATASTORE);
    return variables;
  }

  /** Prints what was asked of the vCenter, most often first. */
  static void printCalls(PrintStream out, Map<String, Long> calls) {
    long sum = calls.values().stream().mapToLong(Long::longValue).sum();
    Table table = new Table("operation", ">calls");
    calls.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(operation -> table.row(operation.getKey(), "" + operation.getValue()));
    table.row("all", "" + sum);
    out.println("calls to vCenter:");
    out.print(table);
  }

  private static String some(List<String> names) {
    if (names.size() <= MOST_NAMED) {
      return String.join(", ", names);
    }
    return String.join(", ", names.subList(0, MOST_NAMED - 1))
        + " and "
        + (names.size() - MOST_NAMED + 1)
        + " more, the last of which is "
        + names.get(names.size() - 1);
  }

  /**
   * Prints it for people.
   *
   * @param port the port of every server, 0 if each has one of its own
   */
  static void print(PrintStream out, Documents.Lab lab, int port) {
    out.println("The lab is running; Ctrl-C ends it.");
    out.println();
    out.println("vCenter     " + lab.url());
    out.println("user        " + lab.username());
    out.println("password    " + lab.password());
    out.println("thumbprint  " + lab.thumbprint());
    out.println("datastores  " + some(lab.datastores()));
    out.println();
    Table hosts = new Table("host", "HTTPS");
    lab.hosts().forEach((name, authority) -> hosts.row(name, authority));
    out.print(hosts);
    out.println();
    out.println("For another terminal (govc, curl --cacert and hostward):");
    lab.environment()
        .forEach((name, value) -> out.println("  export " + name + "='" + value + "'"));
    out.println();
    out.println("Then, for example:");
    String resolve = port == 443 ? "" : " --resolve " + String.join(" --resolve ", lab.resolve());
    out.println("  hostward hosts" + resolve);
    out.println();
    out.println("With curl, by a session through vCenter (its cookie also does for GET, HEAD and");
    out.println(
        "DELETE), or by a ticket straight to a host, which is good once, within %d s:"
            .formatted(lab.ticketSeconds()));
    lab.curl().forEach(line -> out.println("  " + line));
  }
}
