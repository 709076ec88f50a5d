package io.hostward.bulk.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.BulkReport;
import io.hostward.bulk.BulkRunBuilder;
import io.hostward.bulk.Deliveries;
import io.hostward.bulk.progress.BulkEvent;
import io.hostward.bulk.progress.BulkListener;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.source.FileSource;
import io.hostward.bulk.source.Links;
import io.hostward.bulk.source.PathRules;
import io.hostward.bulk.target.DatastoreInfo;
import io.hostward.bulk.target.Distribution;
import io.hostward.bulk.target.PathTemplate;
import io.hostward.lab.LabDatastore;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.model.LabModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that are not there yet, on a lab. */
class WholeFolderTest {
  private static final int FILES = 30;

  @TempDir Path folder;
  private final List<BulkEvent> events = new ArrayList<>();
  private LabSite site;
  private LabDatastore store;

  @BeforeEach
  void connect() throws IOException {
    for (int n = 0; n < FILES; n++) {
      Path file = folder.resolve("sources/" + (n % 3 == 0 ? "x/y/f" : "f") + n);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "content " + n + "x".repeat(n * 100));
    }
    start(LabModel.standard());
  }

  private void start(LabModel model) throws IOException {
    site = new LabSite(model);
    store = site.lab().datastore("vmstore");
  }

  @AfterEach
  void close() {
    site.close();
  }

  private BulkRunBuilder settings() throws IOException {
    return site.run(folder.resolve("ledger"))
        .failures(folder.resolve("failures.csv"))
        .listener(events::add);
  }

  private Deliveries everything(String path) throws IOException {
    List<DatastoreInfo> datastores =
        site.datastores().stream().filter(info -> info.name().equals("vmstore")).toList();
    return Deliveries.of(
        FileSource.folder(folder.resolve("sources"), PathRules.all(), Links.SKIP),
        new Distribution(datastores, PathTemplate.parse(path)));
  }

  private BulkReport run(BulkRunBuilder settings) throws IOException {
    events.clear();
    return settings.build().run(everything("iso/new/"));
  }

  private <T extends BulkEvent> List<T> told(Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private void assertWhole(String path) throws Exception {
    for (int n = 0; n < FILES; n++) {
      String name = (n % 3 == 0 ? "x/y/f" : "f") + n;
      assertThat(store.read(path + name))
          .isEqualTo(Files.readAllBytes(folder.resolve("sources/" + name)));
    }
  }

  private long calls() {
    return site.lab().vcenter().calls().values().stream().mapToLong(Long::longValue).sum();
  }

  private boolean isVisible() {
    try {
      return store.stat("iso/new").isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void itAppearsAtOnceAndAFileCostsOneTicket() throws Exception {
    store.write("iso/old", new byte[1]);
    BulkRunBuilder settings = settings();
    long before = calls();
    List<BulkEvent> seen = new ArrayList<>();
    BulkListener watching =
        event -> {
          events.add(event);
          if (event instanceof BulkEvent.DeliveryEnded && isVisible()) {
            seen.add(event);
          }
        };
    BulkReport report = run(settings.listener(watching));

    assertThat(report.status()).isEqualTo(RunStatus.ALL_DONE);
    assertThat(report.run().tally().arrived().deliveries()).isEqualTo(FILES);
    assertThat(seen).as("nothing of it is seen before all is there").isEmpty();
    assertThat(told(BulkEvent.FolderPublished.class))
        .singleElement()
        .satisfies(
            published -> {
              assertThat(published.folder()).hasToString("[vmstore] iso/new");
              assertThat(published.deliveries()).isEqualTo(FILES);
              assertThat(published.whole()).isTrue();
            });
    assertWhole("iso/new/");
    assertThat(store.files()).hasSize(FILES + 1);
    assertThat(site.lab().vcenter().calls())
        .containsEntry("AcquireGenericServiceTicket", (long) FILES)
        .containsEntry("MoveDatastoreFile_Task", 1L);
    assertThat(calls() - before).isLessThan(FILES + 30);
    assertThat(run(settings()).status()).isEqualTo(RunStatus.NOTHING_TO_DO);
  }

  @Test
  void whereOneFileFailsNothingAppearsAndTheNextRunSendsThatOneAlone() throws Exception {
    Path bad = folder.resolve("sources/f4");
    Path good = Files.copy(bad, folder.resolve("good"));
    BulkListener changing =
        event -> {
          events.add(event);
          if (event instanceof BulkEvent.RunBegun) {
            write(bad, "changed since the run was planned");
          }
        };
    BulkReport first = run(settings().listener(changing));

    assertThat(first.status()).isEqualTo(RunStatus.SOME_FAILED);
    assertThat(first.run().tally().failed().deliveries()).isEqualTo(FILES);
    assertThat(isVisible()).isFalse();
    assertThat(first.failures()).as("what was sent is in the list as well").isEqualTo(FILES);
    assertThat(Files.readString(folder.resolve("failures.csv"))).contains("kept until all of its");
    assertThat(told(BulkEvent.FolderHeld.class))
        .singleElement()
        .satisfies(
            held -> {
              assertThat(held.deliveries()).isEqualTo(FILES - 1);
              assertThat(held.again()).isFalse();
              assertThat(held.problem()).contains("f4 was changed since");
            });

    Files.move(good, bad, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    BulkReport second = run(settings());
    assertThat(second.status()).isEqualTo(RunStatus.ALL_DONE);
    assertThat(sent()).as("the others were kept").isEqualTo(1);
    assertWhole("iso/new/");
    assertThat(store.files()).hasSize(FILES);
  }

  @Test
  void fileByFileWhatAnEarlierRunHasKeptIsMovedToItsPlaceAndNotSentAgain() throws Exception {
    Path bad = folder.resolve("sources/f4");
    BulkListener changing =
        event -> {
          events.add(event);
          if (event instanceof BulkEvent.RunBegun) {
            write(bad, "changed since the run was planned, " + System.nanoTime());
          }
        };
    assertThat(run(settings().listener(changing)).status()).isEqualTo(RunStatus.SOME_FAILED);
    assertThat(isVisible()).isFalse();

    BulkReport second = run(settings().wholeFolders(false).listener(changing));
    assertThat(second.status()).isEqualTo(RunStatus.SOME_FAILED);
    assertThat(second.failures()).isEqualTo(1);
    assertThat(second.run().tally().arrived().deliveries()).isEqualTo(FILES - 1);
    assertThat(sent()).as("the others were kept").isZero();
    assertThat(store.files()).hasSize(FILES - 1).allMatch(path -> path.startsWith("iso/new/"));

    assertThat(run(settings().wholeFolders(false)).status()).isEqualTo(RunStatus.ALL_DONE);
    assertThat(sent()).isEqualTo(1);
    assertWhole("iso/new/");
  }

  @Test
  void whereNothingWasSentWholeAndSomebodyMakesTheFolderNothingTemporaryIsLeft() throws Exception {
    BulkListener changing =
        event -> {
          if (event instanceof BulkEvent.RunBegun) {
            for (int n = 0; n < FILES; n++) {
              write(folder.resolve("sources/" + (n % 3 == 0 ? "x/y/f" : "f") + n), "changed");
            }
          }
        };
    assertThat(run(settings().listener(changing)).status()).isEqualTo(RunStatus.SOME_FAILED);
    String temporary;
    try (var ledger = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger"));
        var row = ledger.createStatement().executeQuery("select temporary from folder")) {
      assertThat(row.next()).isTrue();
      temporary = row.getString(1);
    }
    put(temporary + "/x/y/f0", "what a killed run had sent of a file");
    put("iso/new/x/y/theirs", "theirs");

    assertThat(run(settings()).status()).isEqualTo(RunStatus.ALL_DONE);
    assertWhole("iso/new/");
    assertThat(store.files()).hasSize(FILES + 1).contains("iso/new/x/y/theirs");
    assertThat(store.store().list("iso")).extracting(entry -> entry.name()).containsExactly("new");
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long sent() {
    return told(BulkEvent.DeliveryEnded.class).stream()
        .filter(ended -> !ended.route().isEmpty())
        .count();
  }

  @Test
  void aFolderThatCannotBeMovedIsKeptAndNothingIsSentAgain() throws Exception {
    site.lab().vcenter().always(new Fault.TaskFault("MoveDatastoreFile_Task", "FileFault"));
    assertThat(run(settings()).status()).isEqualTo(RunStatus.SOME_FAILED);
    assertThat(isVisible()).isFalse();
    site.lab().vcenter().clearFaults();

    assertThat(run(settings()).status()).isEqualTo(RunStatus.ALL_DONE);
    assertThat(sent()).isZero();
    assertWhole("iso/new/");
    assertThat(store.files()).hasSize(FILES);
  }

  @Test
  void whereSomebodyElseMakesTheFolderMeanwhileFilesAreMovedOneByOne() throws Exception {
    BulkListener meddling =
        event -> {
          events.add(event);
          if (event instanceof BulkEvent.RunBegun) {
            put("iso/new/theirs", "theirs");
            put("iso/new/f1", "another f1");
          }
        };
    assertThat(run(settings().listener(meddling)).status()).isEqualTo(RunStatus.ALL_DONE);

    assertThat(told(BulkEvent.FolderPublished.class))
        .singleElement()
        .matches(published -> !published.whole());
    assertWhole("iso/new/");
    assertThat(store.files()).contains("iso/new/theirs").hasSize(FILES + 1);
    assertThat(store.stat("iso").orElseThrow().directory()).isTrue();
    assertThat(store.store().list("iso")).extracting(entry -> entry.name()).containsExactly("new");
  }

  private void put(String path, String text) {
    try {
      store.write(path, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void onRequestAndIntoFoldersThatAreThereFilesAppearOneByOne() throws Exception {
    assertThat(run(settings().wholeFolders(false)).status()).isEqualTo(RunStatus.ALL_DONE);
    assertThat(told(BulkEvent.FolderPublished.class)).isEmpty();
    assertWhole("iso/new/");

    Files.writeString(folder.resolve("sources/later"), "later");
    assertThat(run(settings()).status()).isEqualTo(RunStatus.ALL_DONE);
    assertThat(told(BulkEvent.FolderPublished.class)).isEmpty();
    assertThat(store.files()).contains("iso/new/later");
  }

  @Test
  void aFileThatIsAloneInItsFolderAppearsByItself() throws Exception {
    try (var files = Files.walk(folder.resolve("sources"))) {
      for (Path file : files.filter(Files::isRegularFile).filter(not("f7")).toList()) {
        Files.delete(file);
      }
    }
    assertThat(run(settings()).status()).isEqualTo(RunStatus.ALL_DONE);
    assertThat(told(BulkEvent.FolderPublished.class)).isEmpty();
    assertThat(store.files()).containsExactly("iso/new/f7");
  }

  private static Predicate<Path> not(String name) {
    return file -> !file.endsWith(name);
  }

  @Test
  void vsanMovesNoFolders() throws Exception {
    site.close();
    start(
        LabModel.standard().toBuilder()
            .eachDatastore(datastore -> datastore.withType("vsan"))
            .build());
    store.write("iso/old", new byte[1]);

    assertThat(run(settings()).status()).isEqualTo(RunStatus.ALL_DONE);
    assertThat(told(BulkEvent.FolderPublished.class)).isEmpty();
    assertWhole("iso/new/");
  }
}
