package io.hostward.experiment.trace;

import io.hostward.inventory.Figure;
import io.hostward.inventory.HostId;
import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.Mount;
import io.hostward.net.IpAddress;
import io.hostward.net.Subnet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The obvious explanations of vCenter's choice, each set against all rounds. */
public final class Explanations {
  private static final Pattern NUMBER = Pattern.compile("(\\d{1,18})$");

  private static final Comparator<HostSnapshot> BY_NAME = Comparator.comparing(HostSnapshot::name);
  private static final Comparator<HostSnapshot> BY_ID =
      Comparator.comparingLong((HostSnapshot host) -> number(host.id()))
          .thenComparing(host -> host.id().value());
  private static final List<Rule> RULES =
      List.of(
          new Rule("the first mount in vCenter's order", f -> first(f.hosts())),
          new Rule("the last mount in vCenter's order", f -> last(f.hosts())),
          new Rule("the first name in the alphabet", f -> first(sorted(f, BY_NAME))),
          new Rule("the last name in the alphabet", f -> last(sorted(f, BY_NAME))),
          new Rule("the lowest managed object id", f -> first(sorted(f, BY_ID))),
          new Rule("the highest managed object id", f -> last(sorted(f, BY_ID))),
          new Rule("the least CPU in use", f -> least(f, host -> host.load().cpu())),
          new Rule("the least network traffic", f -> least(f, host -> host.load().network())),
          new Rule("a host in the client's subnet", Explanations::near),
          new Rule("the host of the round before", Explanations::before));

  /** What a rule may look at: the usable hosts in vCenter's order, and the host before. */
  private record Facts(List<HostSnapshot> hosts, Optional<HostId> before, List<Subnet> client) {}

  /** Returns the hosts that an explanation allows. */
  private record Rule(String words, Function<Facts, List<HostSnapshot>> allows) {}

  private Explanations() {}

  /** Tests them. */
  public static List<Explanation> test(List<Round> rounds) {
    return RULES.stream().map(rule -> test(rule, rounds)).toList();
  }

  private static Explanation test(Rule rule, List<Round> rounds) {
    int spoke = 0;
    List<String> would = List.of();
    Optional<HostId> before = Optional.empty();
    for (Round round : rounds) {
      Optional<HostId> carrier = round.verdict().carrier().map(HostEvidence::host);
      List<HostSnapshot> hosts = usable(round);
      List<HostSnapshot> allowed = rule.allows().apply(new Facts(hosts, before, round.client()));
      before = carrier;
      if (carrier.isEmpty() || allowed.isEmpty() || allowed.size() == hosts.size()) {
        continue;
      }
      List<String> names = allowed.stream().map(HostSnapshot::name).toList();
      if (allowed.stream().noneMatch(host -> host.id().equals(carrier.get()))) {
        return new Explanation(
            rule.words(), Explanation.Standing.REFUTED, spoke + 1, round.number(), names);
      }
      would = spoke == 0 ? names : would;
      spoke++;
    }
    Explanation.Standing standing =
        spoke == 0 ? Explanation.Standing.SILENT : Explanation.Standing.AGREES;
    return new Explanation(rule.words(), standing, spoke, 0, would);
  }

  private static List<HostSnapshot> usable(Round round) {
    return round.inventory().mounts().stream()
        .filter(mount -> mount.unusable().isEmpty())
        .map(Mount::host)
        .toList();
  }

  private static List<HostSnapshot> sorted(Facts facts, Comparator<HostSnapshot> order) {
    return facts.hosts().stream().sorted(order).toList();
  }

  private static List<HostSnapshot> first(List<HostSnapshot> hosts) {
    return hosts.isEmpty() ? List.of() : hosts.subList(0, 1);
  }

  private static List<HostSnapshot> last(List<HostSnapshot> hosts) {
    return hosts.isEmpty() ? List.of() : hosts.subList(hosts.size() - 1, hosts.size());
  }

  /** Those that share the least figure; nobody unless all figures are known. */
  private static List<HostSnapshot> least(
      Facts facts, Function<HostSnapshot, Optional<Figure>> figure) {
    if (facts.hosts().stream().anyMatch(host -> figure.apply(host).isEmpty())) {
      return List.of();
    }
    double least =
        facts.hosts().stream()
            .mapToDouble(host -> figure.apply(host).orElseThrow().value())
            .min()
            .orElse(0);
    return facts.hosts().stream()
        .filter(host -> figure.apply(host).orElseThrow().value() <= least)
        .toList();
  }

  private static List<HostSnapshot> near(Facts facts) {
    return facts.hosts().stream()
        .filter(
            host ->
                host.managementAddresses().stream()
                    .flatMap(address -> IpAddress.parse(address).stream())
                    .anyMatch(
                        address -> facts.client().stream().anyMatch(net -> net.contains(address))))
        .toList();
  }

  private static List<HostSnapshot> before(Facts facts) {
    return facts.hosts().stream()
        .filter(host -> facts.before().filter(host.id()::equals).isPresent())
        .toList();
  }

  private static long number(HostId id) {
    Matcher matcher = NUMBER.matcher(id.value());
    return matcher.find() ? Long.parseLong(matcher.group(1)) : Long.MAX_VALUE;
  }
}
