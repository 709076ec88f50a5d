package io.hostward.interop.servers;

import static io.hostward.interop.servers.Bytes.random;
import static io.hostward.interop.servers.Bytes.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.BulkReport;
import io.hostward.bulk.BulkRun;
import io.hostward.bulk.BulkRunBuilder;
import io.hostward.bulk.Deliveries;
import io.hostward.bulk.progress.BulkEvent;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.schedule.CopyLimits;
import io.hostward.bulk.source.FileSource;
import io.hostward.bulk.source.Links;
import io.hostward.bulk.source.PathRules;
import io.hostward.bulk.target.DatastoreChoice;
import io.hostward.bulk.target.DatastoreInfo;
import io.hostward.bulk.target.Distribution;
import io.hostward.bulk.target.PathTemplate;
import io.hostward.bulk.upload.CopyingCarrier;
import io.hostward.bulk.upload.UploadCarrier;
import io.hostward.bulk.vsphere.VSphereDatastores;
import io.hostward.bulk.vsphere.VSphereListings;
import io.hostward.interop.GoProgram;
import io.hostward.interop.Needs;
import io.hostward.interop.OpenHostward;
import io.hostward.selector.HostPolicies;
import io.hostward.upload.RoutePreference;
import io.hostward.vsphere.VimVSphere;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many files to several datastores of VMware's simulated vCenter. */
@Needs(
    programs = "go",
    files = GoProgram.GOVMOMI,
    packages = {"golang-go", "golang-github-vmware-govmomi-dev"})
class VcsimBulkTest {
  private static final List<String> DATASTORES = List.of("LocalDS_0", "LocalDS_1", "LocalDS_2");
  private static final int NUMBERED = 9;

  @TempDir static Path folder;
  private static Vcsim vcsim;

  @TempDir Path local;
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final Queue<BulkEvent> events = new ConcurrentLinkedQueue<>();
  private VimVSphere vsphere;
  private OpenHostward open;
  private Path images;

  @BeforeAll
  static void start() {
    vcsim = Vcsim.start(folder, "-datastores", "3");
  }

  @AfterAll
  static void stop() {
    if (vcsim != null) {
      vcsim.close();
    }
  }

  @BeforeEach
  void connect() throws Exception {
    vsphere = vcsim.builder().build();
    open = Vcsim.hostward(vsphere, "first-usable");
    images = Files.createDirectory(local.resolve("images"));
  }

  @AfterEach
  void empty() throws Exception {
    open.close();
    workers.shutdown();
    for (String datastore : DATASTORES) {
      for (String file : Vcsim.files(vcsim.folder(datastore))) {
        Files.delete(vcsim.folder(datastore).resolve(file));
      }
    }
  }

  private void write(String path, byte[] content) throws IOException {
    Path file = images.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  private void writeMany() throws IOException {
    write("empty", new byte[0]);
    write("large.iso", random(3_000_000));
    write("deep/down/a [1] 100% + \u00e4\u78c1.iso", random(65_536));
    for (int i = 0; i < NUMBERED; i++) {
      write("many/" + i + ".bin", random(1000 + i));
    }
  }

  private BulkRunBuilder run(String ledger, RoutePreference routes) {
    return BulkRun.builder()
        .ledger(local.resolve(ledger))
        .listings(new VSphereListings(vsphere))
        .carrier(
            new CopyingCarrier(
                vsphere,
                new UploadCarrier(
                    open.hostward(),
                    vsphere,
                    HostPolicies.firstUsable(),
                    request -> request.over(routes),
                    workers),
                workers))
        .listener(events::add);
  }

  private List<DatastoreInfo> datastores() throws IOException {
    return DatastoreChoice.named(List.of("LocalDS_*"))
        .among(new VSphereDatastores(vsphere, Optional.empty()));
  }

  private BulkReport deliver(BulkRunBuilder run) throws IOException {
    events.clear();
    return run.datastores(datastores())
        .build()
        .run(
            Deliveries.of(
                FileSource.folder(images, PathRules.all(), Links.REFUSE),
                new Distribution(datastores(), PathTemplate.parse("images/"))));
  }

  /** The sum of every file below a folder. */
  private static Map<String, String> sums(Path folder) throws IOException {
    Map<String, String> sums = new TreeMap<>();
    for (String file : Vcsim.files(folder)) {
      sums.put(file, sha256(folder.resolve(file)));
    }
    return sums;
  }

  private void assertEverythingIsThere() throws IOException {
    Map<String, String> sent = sums(local.resolve("images"));
    for (String datastore : DATASTORES) {
      assertThat(Vcsim.files(vcsim.folder(datastore))).allMatch(file -> file.startsWith("images/"));
      assertThat(sums(vcsim.folder(datastore).resolve("images"))).as(datastore).isEqualTo(sent);
    }
  }

  /** What tells a file from another that took its place: an upload never writes into the old. */
  private static Map<String, Object> identities() throws IOException {
    Map<String, Object> identities = new TreeMap<>();
    for (String datastore : DATASTORES) {
      Path top = vcsim.folder(datastore);
      for (String file : Vcsim.files(top)) {
        var attributes = Files.readAttributes(top.resolve(file), BasicFileAttributes.class);
        identities.put(
            datastore + " " + file, List.of(attributes.fileKey(), attributes.lastModifiedTime()));
      }
    }
    return identities;
  }

  @ParameterizedTest
  @EnumSource(
      value = RoutePreference.class,
      names = {"DIRECT_ONLY", "RELAY_ONLY"})
  void aFolderGoesToEveryDatastoreAndASecondRunMovesNothing(RoutePreference routes)
      throws Exception {
    writeMany();
    int all = (NUMBERED + 3) * DATASTORES.size();

    BulkReport first = deliver(run("ledger", routes));

    assertThat(first.status()).as("%s", events).isEqualTo(RunStatus.ALL_DONE);
    assertThat(first.run().tally().arrived().deliveries()).isEqualTo(all);
    assertEverythingIsThere();

    Map<String, Object> before = identities();
    assertThat(before).hasSize(all);
    // By what the datastores hold, also where no ledger knows of the first run.
    for (String ledger : List.of("ledger", "another")) {
      BulkReport second = deliver(run(ledger, routes));

      assertThat(second.status()).isEqualTo(RunStatus.NOTHING_TO_DO);
      assertThat(second.run().tally().there().deliveries()).isEqualTo(all);
      assertThat(events).noneMatch(event -> event instanceof BulkEvent.DeliveryBegun);
      assertThat(identities()).isEqualTo(before);
    }
  }

  @Test
  void whatChangedHereOrIsMissingThereIsSentAndNothingElse() throws Exception {
    writeMany();
    deliver(run("ledger", RoutePreference.DIRECT_ONLY));
    Map<String, Object> before = identities();
    write("many/3.bin", random(77));
    Files.delete(vcsim.folder("LocalDS_1").resolve("images/large.iso"));

    BulkReport report = deliver(run("ledger", RoutePreference.DIRECT_ONLY));

    assertThat(report.status()).as("%s", events).isEqualTo(RunStatus.ALL_DONE);
    assertThat(report.run().tally().arrived().deliveries()).isEqualTo(4);
    assertEverythingIsThere();
    Map<String, Object> after = identities();
    assertThat(after.keySet()).isEqualTo(before.keySet());
    assertThat(after.keySet())
        .filteredOn(file -> !after.get(file).equals(before.get(file)))
        .containsExactly(
            "LocalDS_0 images/many/3.bin",
            "LocalDS_1 images/large.iso",
            "LocalDS_1 images/many/3.bin",
            "LocalDS_2 images/many/3.bin");
  }

  @Test
  void aLargeFileIsSentOnceAndCopiedByTheServer() throws Exception {
    write("large.iso", random(4_000_000));

    BulkReport report =
        deliver(
            run("ledger", RoutePreference.DIRECT_ONLY)
                .copies(1 << 20, new CopyLimits(2, Double.MAX_VALUE, Duration.ofMinutes(1))));

    assertThat(report.status()).as("%s", events).isEqualTo(RunStatus.ALL_DONE);
    assertThat(events)
        .filteredOn(event -> event instanceof BulkEvent.DeliveryEnded)
        .extracting(event -> ((BulkEvent.DeliveryEnded) event).copied())
        .containsExactlyInAnyOrder(false, true, true);
    assertEverythingIsThere();
  }
}
