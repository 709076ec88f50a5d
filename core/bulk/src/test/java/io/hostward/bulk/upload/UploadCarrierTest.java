package io.hostward.bulk.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.Hostward;
import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.delivery.SourceFile;
import io.hostward.bulk.ledger.Ledger;
import io.hostward.bulk.plan.Comparison;
import io.hostward.bulk.plan.FolderListing;
import io.hostward.bulk.plan.Listings;
import io.hostward.bulk.plan.Planned;
import io.hostward.bulk.plan.Planner;
import io.hostward.bulk.plan.StoredFile;
import io.hostward.bulk.progress.BulkEvent;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.schedule.Alarm;
import io.hostward.bulk.schedule.CopyLimits;
import io.hostward.bulk.schedule.RetryRule;
import io.hostward.bulk.schedule.RunReport;
import io.hostward.bulk.schedule.Schedule;
import io.hostward.bulk.schedule.ScheduleLimits;
import io.hostward.bulk.schedule.ScheduleSettings;
import io.hostward.bulk.source.FileSource;
import io.hostward.bulk.source.Links;
import io.hostward.bulk.source.PathRules;
import io.hostward.bulk.target.DatastoreInfo;
import io.hostward.bulk.target.Distribution;
import io.hostward.bulk.target.PathTemplate;
import io.hostward.lab.Lab;
import io.hostward.lab.LabDatastore;
import io.hostward.lab.LabHost;
import io.hostward.net.HostAddress;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import io.hostward.netty.NettyTransport;
import io.hostward.selector.HostPolicies;
import io.hostward.spi.Transport;
import io.hostward.spi.VSphere;
import io.hostward.transfer.FailureDomain;
import io.hostward.vsphere.VimVSphere;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs, from local files to the lab. */
class UploadCarrierTest {
  private static final int FILES = 12;

  @TempDir Path folder;
  private final Lab lab = Lab.start();
  private final Transport transport = NettyTransport.create();
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final ScheduledExecutorService desk = Executors.newSingleThreadScheduledExecutor();
  private final List<BulkEvent> events = new ArrayList<>();
  private VSphere vsphere;
  private Hostward hostward;

  @BeforeEach
  void connect() throws IOException {
    for (int n = 0; n < FILES; n++) {
      Path file = folder.resolve("sources/x" + n % 3 + "/f" + n);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "content " + n + "x".repeat(n * 1000));
    }
    vsphere =
        VimVSphere.builder(lab.url())
            .transport(transport)
            .credentials(lab.user().name(), Secret.of(lab.user().password()))
            .trust(ServerTrust.pinned(Thumbprint.parse(lab.thumbprint())))
            .addressResolver(
                (host, candidates) ->
                    List.of(
                        HostAddress.parse(lab.host(host.name()).authority(), HostAddress.HTTPS)))
            .build();
    hostward =
        Hostward.builder()
            .vsphere(vsphere)
            .transport(transport)
            .policy(HostPolicies.firstUsable())
            .patience(Duration.ZERO)
            .build();
  }

  @AfterEach
  void close() throws Exception {
    desk.shutdown();
    workers.shutdown();
    try (lab;
        transport;
        VSphere last = vsphere) {
      hostward.close();
    }
  }

  private DatastoreInfo info(String name) {
    Set<String> hosts =
        lab.hosts().stream()
            .filter(host -> name.equals("vmstore") || name.equals(host.name() + "-local"))
            .map(LabHost::id)
            .collect(Collectors.toSet());
    return new DatastoreInfo(name, Optional.empty(), hosts);
  }

  private final class LabListings implements Listings {
    @Override
    public FolderListing folder(String datastore, String path) throws IOException {
      Map<String, StoredFile> found = new HashMap<>();
      LabDatastore store = lab.datastore(datastore);
      String beginning = path.isEmpty() ? "" : path + "/";
      for (String file : store.files()) {
        String name = file.startsWith(beginning) ? file.substring(beginning.length()) : "/";
        if (name.indexOf('/') < 0) {
          found.put(name, new StoredFile(store.read(file).length, Optional.empty()));
        }
      }
      return new FolderListing(found, true);
    }

    @Override
    public Map<String, StoredFile> named(String datastore, String path, Collection<String> names) {
      throw new AssertionError("no folder is large here");
    }
  }

  private RunReport run(Listings listings, int perHost, String... datastores) throws IOException {
    List<DatastoreInfo> targets = Stream.of(datastores).map(this::info).toList();
    try (Ledger ledger = Ledger.open(folder.resolve("ledger"), InstantSource.system());
        Stream<SourceFile> files =
            FileSource.folder(folder.resolve("sources"), PathRules.all(), Links.SKIP)
                .open(told -> {});
        Stream<Delivery> deliveries =
            new Distribution(targets, PathTemplate.parse("iso/")).of(files, told -> {});
        Stream<Planned> plan =
            new Planner(listings, ledger.contents(), Comparison.SIZE).plan(deliveries)) {
      ledger.record(plan);
      RunReport report =
          new Schedule(
                  ledger.backlog(),
                  ledger.journal(),
                  new UploadCarrier(
                      hostward, vsphere, HostPolicies.firstUsable(), request -> request, workers),
                  new ScheduleSettings(
                      new ScheduleLimits(8, 4, perHost, 0),
                      new RetryRule(1, Duration.ZERO, 5),
                      CopyLimits.DEFAULT,
                      targets.stream()
                          .collect(Collectors.toMap(DatastoreInfo::name, DatastoreInfo::hosts)),
                      Map.of(),
                      Optional.empty(),
                      events::add,
                      InstantSource.system(),
                      Alarm.of(desk),
                      desk))
              .run()
              .join();
      ledger.end(report.status());
      return report;
    }
  }

  private void assertWhole(String datastore) throws Exception {
    for (int n = 0; n < FILES; n++) {
      assertThat(lab.datastore(datastore).read("iso/x" + n % 3 + "/f" + n))
          .isEqualTo(Files.readAllBytes(folder.resolve("sources/x" + n % 3 + "/f" + n)));
    }
    assertThat(lab.datastore(datastore).files()).hasSize(FILES);
  }

  @Test
  void aFolderArrivesWholeAndTheSecondRunHasNothingToDo() throws Exception {
    RunReport report = run(new LabListings(), 1, "vmstore", "ESX1-local", "ESX2-local");

    assertThat(report.status()).isEqualTo(RunStatus.ALL_DONE);
    assertThat(report.tally().arrived().deliveries()).isEqualTo(3 * FILES);
    for (String datastore : List.of("vmstore", "ESX1-local", "ESX2-local")) {
      assertWhole(datastore);
    }
    assertThat(lab.hosts().stream().filter(host -> host.traffic().httpsIn() > 0))
        .as("one body a host: the first usable one alone does not take all")
        .hasSizeGreaterThan(2);
    assertThat(run(new LabListings(), 1, "vmstore", "ESX1-local", "ESX2-local").status())
        .isEqualTo(RunStatus.NOTHING_TO_DO);
  }

  @Test
  void aDeadHostsDatastoreIsMadeUpForByTheNextRun() throws Exception {
    lab.host("ESX3").kill();
    RunReport report = run(new LabListings(), 4, "ESX3-local", "ESX2-local");

    assertThat(report.status()).isEqualTo(RunStatus.SOME_FAILED);
    assertThat(report.datastores().get("ESX3-local").failed().deliveries()).isEqualTo(FILES);
    assertWhole("ESX2-local");
    lab.host("ESX3").revive();
    RunReport second = run(new LabListings(), 4, "ESX3-local", "ESX2-local");
    assertThat(second.status()).isEqualTo(RunStatus.ALL_DONE);
    assertThat(second.tally().there().deliveries()).isEqualTo(FILES);
    assertWhole("ESX3-local");
  }

  @Test
  void whatThePlanCouldNotCompareIsLookedAtFirst() throws Exception {
    run(new LabListings(), 4, "vmstore");
    Files.writeString(folder.resolve("sources/new"), "new");
    Listings none =
        new Listings() {
          @Override
          public FolderListing folder(String datastore, String path) throws IOException {
            throw new IOException("the search took too long");
          }

          @Override
          public Map<String, StoredFile> named(
              String datastore, String path, Collection<String> names) {
            throw new AssertionError();
          }
        };

    RunReport report = run(none, 4, "vmstore");

    assertThat(report.status()).isEqualTo(RunStatus.ALL_DONE);
    assertThat(report.tally().there().deliveries()).isEqualTo(FILES);
    assertThat(report.tally().arrived().deliveries()).isEqualTo(1);
  }

  @Test
  void aFileThatWasChangedSinceThePlanIsASourcesFailure() throws Exception {
    Listings changing =
        new Listings() {
          @Override
          public FolderListing folder(String datastore, String path) throws IOException {
            // Measured before the folder is searched, sent after it.
            Files.writeString(folder.resolve("sources/x0/f0"), "longer than it was before");
            return new FolderListing(Map.of(), true);
          }

          @Override
          public Map<String, StoredFile> named(
              String datastore, String path, Collection<String> names) {
            throw new AssertionError();
          }
        };

    assertThat(run(changing, 4, "vmstore").tally().failed().deliveries()).isEqualTo(1);
    assertThat(events)
        .filteredOn(
            event -> event instanceof BulkEvent.DeliveryEnded ended && ended.domain().isPresent())
        .singleElement()
        .satisfies(
            event -> {
              BulkEvent.DeliveryEnded ended = (BulkEvent.DeliveryEnded) event;
              assertThat(ended.domain()).contains(FailureDomain.SOURCE);
              assertThat(ended.problem()).contains("f0 was changed since");
            });
  }
}
