package io.hostward.cli.testbed;

import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.Converters;
import io.hostward.experiment.testbed.LinkRate;
import io.hostward.experiment.testbed.TestbedPlan;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a testbed is like. */
final class TestbedOptions {
  private static final String NONE = "none";
  private static final int HOSTS = 4;
  private static final int ROUND_TRIP = 20;
  private static final String HOST_RATE = "1Gbit";
  private static final String VCENTER_RATE = "400Mbit";
  private static final String FAR = "ESX4";

  @Option(
      names = "--hosts",
      paramLabel = "N",
      description = "How many hosts, 3 to 8. Default: " + HOSTS + ".")
  private @Nullable Integer hosts;

  @Option(
      names = "--host-link",
      paramLabel = "RATE",
      converter = RateConverter.class,
      description = "The link of each host. Default: " + HOST_RATE + ".")
  private @Nullable LinkRate hostLink;

  @Option(
      names = "--vcenter-link",
      paramLabel = "RATE",
      converter = RateConverter.class,
      description =
          "The link of the vCenter, which a relayed file goes in by and out by. Default: "
              + VCENTER_RATE
              + "; with "
              + HOST_RATE
              + " the relay's detour is all that slows it.")
  private @Nullable LinkRate vcenterLink;

  @Option(
      names = "--client-link",
      paramLabel = "RATE",
      converter = RateConverter.class,
      description = "The link of the client. Default: that of a host.")
  private @Nullable LinkRate clientLink;

  @Option(
      names = "--far",
      paramLabel = "HOST",
      description = "The host that stands at a far site, or " + NONE + ". Default: " + FAR + ".")
  private @Nullable String far;

  @Option(
      names = "--far-round-trip",
      paramLabel = "MS",
      description =
          "How many milliseconds a byte to the far site and its answer take, 0 to 2000."
              + " Default: "
              + ROUND_TRIP
              + ".")
  private @Nullable Integer roundTrip;

  /** Reads the rate of a link. */
  static final class RateConverter extends Converters.Of<LinkRate> {
    RateConverter() {
      super(LinkRate::parse);
    }
  }

  /** Returns true if an option was given. */
  boolean given() {
    return hosts != null
        || hostLink != null
        || vcenterLink != null
        || clientLink != null
        || far != null
        || roundTrip != null;
  }

  TestbedPlan plan() throws CommandFailure {
    LinkRate host = hostLink == null ? LinkRate.parse(HOST_RATE) : hostLink;
    String away = far == null ? FAR : far;
    try {
      return new TestbedPlan(
          hosts == null ? HOSTS : hosts,
          host,
          vcenterLink == null ? LinkRate.parse(VCENTER_RATE) : vcenterLink,
          clientLink == null ? host : clientLink,
          far(away),
          Duration.ofMillis(roundTrip == null ? ROUND_TRIP : roundTrip));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  /** Without a fourth host nobody is far unless it is said who. */
  private Optional<String> far(String away) {
    boolean missing = far == null && hosts != null && hosts < HOSTS;
    return missing || away.equalsIgnoreCase(NONE) ? Optional.empty() : Optional.of(away);
  }
}
