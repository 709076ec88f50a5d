package io.hostward.bulk.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.BulkReport;
import io.hostward.bulk.BulkRunBuilder;
import io.hostward.bulk.Deliveries;
import io.hostward.bulk.progress.BulkEvent;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.schedule.CopyLimits;
import io.hostward.bulk.schedule.ScheduleLimits;
import io.hostward.bulk.source.FileSource;
import io.hostward.bulk.target.Distribution;
import io.hostward.bulk.target.PathTemplate;
import io.hostward.lab.Lab;
import io.hostward.lab.LabDatastore;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.model.DatastoreModel;
import io.hostward.lab.model.HostModel;
import io.hostward.lab.model.LabModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file to many datastores of a lab, counted by the lab's meters. */
class FanOutTest {
  private static final int DATASTORES = 16;
  private static final int SIZE = 3 << 20;

  @TempDir Path folder;
  private final List<BulkEvent> events = new ArrayList<>();
  private final byte[] content = new byte[SIZE];
  private LabSite site;
  private Lab lab;

  private static LabModel model() {
    LabModel standard = LabModel.standard();
    List<String> hosts = standard.hosts().stream().map(HostModel::moid).toList();
    List<DatastoreModel> stores = new ArrayList<>();
    for (int n = 0; n < DATASTORES; n++) {
      stores.add(DatastoreModel.vmfs("datastore-" + (100 + n), "shared-" + n, hosts));
    }
    return standard.toBuilder().datastores(stores).build();
  }

  @BeforeEach
  void connect() throws IOException {
    new Random(1).nextBytes(content);
    site = new LabSite(model());
    lab = site.lab();
  }

  @AfterEach
  void close() {
    site.close();
  }

  private BulkReport run(String name) throws IOException {
    return run(name, settings -> settings);
  }

  private BulkReport run(String name, UnaryOperator<BulkRunBuilder> more) throws IOException {
    Path file = folder.resolve(name);
    if (Files.notExists(file)) {
      Files.write(file, content);
    }
    return more.apply(site.run(folder.resolve("ledger")))
        .limits(new ScheduleLimits(16, 4, 4, 0))
        // Copies of a lab take a time of their own, which is not what is tried here.
        .copies(1 << 20, new CopyLimits(2, 1e9, Duration.ofMinutes(1)))
        .listener(events::add)
        .build()
        .run(
            Deliveries.of(
                FileSource.file(file),
                new Distribution(site.datastores(), PathTemplate.parse("iso/"))));
  }

  private long copied() {
    return events.stream()
        .filter(BulkEvent.DeliveryEnded.class::isInstance)
        .filter(event -> ((BulkEvent.DeliveryEnded) event).copied())
        .count();
  }

  private void assertAllHold(String name) throws IOException {
    for (LabDatastore datastore : lab.datastores()) {
      assertThat(datastore.files()).contains("iso/" + name).noneMatch(f -> f.endsWith(".part"));
      assertThat(datastore.read("iso/" + name)).isEqualTo(content);
    }
  }

  @Test
  void aFileForSixteenDatastoresIsSentOnceAndCopiedFifteenTimes() throws IOException {
    BulkReport report = run("disk.iso");

    assertThat(report.status()).isEqualTo(RunStatus.ALL_DONE);
    assertThat(report.plan().copies().deliveries()).isEqualTo(DATASTORES - 1);
    assertThat(site.received()).isBetween((long) SIZE, (long) (1.2 * SIZE));
    assertThat(copied()).isEqualTo(DATASTORES - 1);
    assertAllHold("disk.iso");
  }

  @Test
  void aDatastoreThatLostTheFileGetsItFromOneThatHasIt() throws IOException {
    run("disk.iso");
    long before = site.received();
    lab.datastore("shared-7").store().delete("iso/disk.iso");
    assertThat(run("disk.iso").run().tally().arrived().deliveries()).isEqualTo(1);

    assertThat(site.received() - before).as("no byte of it was sent again").isLessThan(SIZE / 2);
    assertAllHold("disk.iso");
  }

  @Test
  void aCopyThatIsReadBackAndIsNotWhatWasToBeDeliveredIsSent() throws IOException {
    run("disk.iso");
    byte[] other = content.clone();
    other[SIZE / 2]++;
    for (LabDatastore datastore : lab.datastores()) {
      datastore.write("iso/disk.iso", other);
    }
    lab.datastore("shared-7").store().delete("iso/disk.iso");
    events.clear();
    run("disk.iso", settings -> settings.carrier(site.carrier(site.readBack())));

    assertThat(lab.datastore("shared-7").read("iso/disk.iso")).isEqualTo(content);
    assertThat(copied()).isZero();
    lab.datastore("shared-3").store().delete("iso/disk.iso");
    lab.datastore("shared-7").write("iso/disk.iso", other);
    run("disk.iso");
    assertThat(lab.datastore("shared-3").read("iso/disk.iso"))
        .as("sizes alone do not tell")
        .isEqualTo(other);
  }

  @Test
  void disksAreSent() throws IOException {
    run("disk.vmdk");

    assertThat(copied()).isZero();
    assertAllHold("disk.vmdk");
  }

  @Test
  void copiesThatFailAreSentInstead() throws IOException {
    lab.vcenter().always(new Fault.TaskFault("CopyDatastoreFile_Task", "FileFault"));
    BulkReport report = run("disk.iso");

    assertThat(report.status()).isEqualTo(RunStatus.ALL_DONE);
    assertThat(copied()).isZero();
    assertAllHold("disk.iso");
  }
}
