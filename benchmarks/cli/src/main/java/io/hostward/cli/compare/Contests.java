package io.hostward.cli.compare;

import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.console.Interruption;
import io.hostward.cli.console.Shell;
import io.hostward.cli.experiment.HeardUpload;
import io.hostward.cli.site.OpenSite;
import io.hostward.experiment.Place;
import io.hostward.experiment.TestUploads;
import io.hostward.experiment.compare.Contest;
import io.hostward.experiment.compare.Contestant;
import io.hostward.inventory.HostSnapshot;
import io.hostward.ranking.RankedHost;
import io.hostward.ranking.Selection;
import io.hostward.selector.HostPolicies;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.transfer.UploadSource;
import io.hostward.upload.UploadRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the ways to each datastore. */
final class Contests {
  private final Shell shell;
  private final OpenSite opened;
  private final Map<String, HostSelectionPolicy> policies;
  private final HeardUpload uploader;

  /**
   * The ways of a vSphere.
   *
   * @param policies those to compare, by the names that they were asked for by
   */
  Contests(
      Shell shell,
      OpenSite opened,
      Map<String, HostSelectionPolicy> policies,
      HeardUpload uploader) {
    this.shell = shell;
    this.opened = opened;
    this.policies = policies;
    this.uploader = uploader;
  }

  /**
   * Returns the ways to a datastore, whose hosts are ranked as uploads begun now would have them.
   *
   * @throws CommandFailure if there is none
   */
  Contest of(Place place) throws CommandFailure, IOException {
    List<HostSnapshot> hosts = new ArrayList<>();
    Map<String, Selection> rankings = rank(place, hosts);
    List<Contestant> contestants = contestants(hosts);
    if (contestants.isEmpty()) {
      throw new CommandFailure(
          ExitCode.NO_ROUTE,
          "no host can take a file for [" + place.datastore() + "], see: hostward hosts",
          null);
    }
    TestUploads uploads =
        new TestUploads(opened.hostward(), opened.vsphere(), place, "hostward-compare-", uploader);
    return new Contest(place.datastore(), uploads, contestants, hosts, rankings);
  }

  private Map<String, Selection> rank(Place place, List<HostSnapshot> usable) throws IOException {
    try (Interruption.ThreadInterrupt ignored = shell.interruption().interruptingThisThread()) {
      UploadSource none = UploadSource.of(new byte[0]);
      UploadRequest any = UploadRequest.of(none, place.file("compare"));
      UploadRequest placed = place.datacenter().map(any::in).orElse(any);
      Selection every = opened.hostward().rank(placed);
      every.ranked().stream().map(RankedHost::host).forEach(usable::add);
      opened.remarks(every).forEach(shell.err()::println);
      Map<String, Selection> rankings = new LinkedHashMap<>();
      for (Map.Entry<String, HostSelectionPolicy> policy : policies.entrySet()) {
        Selection ranking = opened.hostward().rank(placed.by(policy.getValue()));
        opened.remarks(ranking).forEach(shell.err()::println);
        rankings.put(policy.getKey(), ranking);
      }
      return rankings;
    }
  }

  private List<Contestant> contestants(List<HostSnapshot> hosts) {
    List<Contestant> contestants = new ArrayList<>();
    hosts.forEach(host -> contestants.add(Contestant.direct(host, HostPolicies.firstUsable())));
    if (!hosts.isEmpty()) {
      policies.forEach((name, policy) -> contestants.add(Contestant.policy(name, policy)));
    }
    opened.vsphere().relay().ifPresent(relay -> contestants.add(Contestant.relay()));
    return contestants;
  }
}
