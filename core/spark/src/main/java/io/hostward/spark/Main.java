package io.hostward.spark;

import io.hostward.transfer.VSphereException;
import io.hostward.upload.RoutePreference;
import io.hostward.upload.VerificationMode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The job for {@code spark-submit --class io.hostward.spark.Main hostward-spark.jar}. */
@Command(
    name = "hostward-spark.jar",
    mixinStandardHelpOptions = true,
    header = "Deliver what a manifest lists to datastores, by a Spark cluster.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything that was missing has arrived",
      "1:some failed, or are left; the table of deliveries names them",
      "2:the command line, a setting of the cluster or the manifest is wrong",
      "3:the server cannot be reached, is not trusted, or refuses the login",
      "5:nothing to do: everything was there already"
    },
    footer = {
      "",
      "Example:",
      "  spark-submit --class io.hostward.spark.Main hostward-spark.jar \\",
      "    --url https://vc.example/sdk --username uploads@vsphere.local \\",
      "    --password-alias vcenter --manifest hdfs:///images/manifest.csv \\",
      "    --results hdfs:///images/results"
    })
public final class Main implements Callable<Integer> {
  @Option(
      names = "--url",
      required = true,
      paramLabel = "URL",
      description = "vCenter's SDK, for example https://vc.example/sdk.")
  private String url = "";

  @Option(names = "--username", required = true, paramLabel = "USER", description = "Who logs in.")
  private String user = "";

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Password password = new Password();

  /** Where the password is; the command line, which a cluster shows, never has it. */
  private static final class Password {
    @Option(
        names = "--password-env",
        paramLabel = "NAME",
        description = "The environment variable with the password, on the driver and executors.")
    private @Nullable String variable;

    @Option(
        names = "--password-file",
        paramLabel = "FILE",
        description = "A file with the password, of any Hadoop file system or on every machine.")
    private @Nullable String file;

    @Option(
        names = "--password-alias",
        paramLabel = "ALIAS",
        description = "The password's alias in a Hadoop credential provider.")
    private @Nullable String alias;

    LoginSource of(String user) {
      if (alias != null) {
        return new LoginSource(user, LoginSource.Place.ALIAS, alias);
      } else if (file != null) {
        return new LoginSource(user, LoginSource.Place.FILE, file);
      }
      return new LoginSource(user, LoginSource.Place.ENVIRONMENT, variable == null ? "" : variable);
    }
  }

  @Option(
      names = "--thumbprint",
      paramLabel = "SHA256",
      description = "Accept this certificate of the server.")
  private List<String> thumbprints = new ArrayList<>();

  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      description = "Authorities that vouch for the server; under this path on every machine.")
  private String caFile = "";

  @Option(
      names = "--resolve",
      paramLabel = "HOST=ADDRESS[:PORT]",
      description = "Reach a host at this address.")
  private List<String> addresses = new ArrayList<>();

  @Option(
      names = "--manifest",
      required = true,
      paramLabel = "FILE",
      description =
          "CSV with the columns source, target and if you like size and sha256, JSON lines of the"
              + " same, or Parquet (*.parquet). Sources are looked for from its folder.")
  private String manifest = "";

  @Option(
      names = "--results",
      required = true,
      paramLabel = "DIR",
      description = "Where the table of deliveries is written, in a folder of each run.")
  private String results = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "json",
      description = "json or parquet. Default: ${DEFAULT-VALUE}.")
  private JobSettings.Format format = JobSettings.Format.JSON;

  @Option(
      names = "--shards",
      paramLabel = "N",
      defaultValue = "0",
      description = "Into how many shards; 0 for three a task. Default: ${DEFAULT-VALUE}.")
  private int shards;

  @Option(names = "--plan", paramLabel = "FILE", description = "Keep to this plan file.")
  private String plan = "";

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      defaultValue = "least-loaded",
      description = "How hosts are ranked. Default: ${DEFAULT-VALUE}.")
  private String policy = "";

  @Option(
      names = "--transfers",
      paramLabel = "N",
      defaultValue = "8",
      description = "Deliveries at once in a shard. Default: ${DEFAULT-VALUE}.")
  private int transfers;

  @Option(
      names = "--per-host",
      paramLabel = "N",
      defaultValue = "4",
      description = "Bodies at once for one host. Default: ${DEFAULT-VALUE}.")
  private int perHost;

  @Option(
      names = "--per-datastore",
      paramLabel = "N",
      defaultValue = "4",
      description = "Deliveries at once for one datastore. Default: ${DEFAULT-VALUE}.")
  private int perDatastore;

  @Option(
      names = "--calls-per-second",
      paramLabel = "N",
      defaultValue = "0",
      description = "Calls to vCenter by all shards; 0 for no limit. Default: ${DEFAULT-VALUE}.")
  private double callsPerSecond;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often a failed delivery is tried. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--sessions",
      paramLabel = "N",
      defaultValue = "100",
      description = "The most sessions with vCenter. Default: ${DEFAULT-VALUE}.")
  private int sessions;

  @Option(
      names = "--verify",
      paramLabel = "HOW",
      defaultValue = "size",
      description = "size or sha256, which reads back. Default: ${DEFAULT-VALUE}.")
  private VerificationMode verification = VerificationMode.SIZE;

  @Option(names = "--direct-only", description = "Never go through vCenter.")
  private boolean directOnly;

  private final PrintStream out;
  private final PrintStream err;

  Main(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs the job, and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    int code = run(System.out, System.err, arguments);
    if (code != 0) {
      System.exit(code);
    }
  }

  static int run(PrintStream out, PrintStream err, String... arguments) {
    return new CommandLine(new Main(out, err))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Override
  public Integer call() {
    try {
      JobSettings settings = settings();
      try (JavaSparkContext spark = new JavaSparkContext(new SparkConf())) {
        JobReport report = DistributionJob.run(spark, settings, err::println);
        out.println(report);
        return report.exitCode();
      }
    } catch (ShardsFailedException e) {
      return failed(e, 1);
    } catch (VSphereException e) {
      return failed(e, 3);
    } catch (IOException | IllegalArgumentException e) {
      return failed(e, 2);
    }
  }

  private int failed(Exception e, int code) {
    err.println("hostward: " + e.getMessage());
    return code;
  }

  private JobSettings settings() {
    ServerSettings server =
        new ServerSettings(url, password.of(user), thumbprints, caFile, addresses);
    return JobSettings.of(server, manifest, results)
        .inShards(shards)
        .byPlan(plan)
        .rankedBy(policy)
        .within(new JobLimits(transfers, perDatastore, perHost, callsPerSecond, rounds, sessions))
        .verifiedBy(verification)
        .over(directOnly ? RoutePreference.DIRECT_ONLY : RoutePreference.DIRECT_THEN_RELAY)
        .writing(format);
  }
}
