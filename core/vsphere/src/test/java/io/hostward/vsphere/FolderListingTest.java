package io.hostward.vsphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.FolderListing;
import io.hostward.inventory.NameGlob;
import io.hostward.lab.LabDatastore;
import io.hostward.lab.LabExtension;
import io.hostward.lab.model.LabModel;
import io.hostward.spi.Datastore;
import io.hostward.spi.Transport;
import io.hostward.transfer.ServerAnswer;
import io.hostward.transfer.ServerCall;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.TransferReceipt;
import io.hostward.transfer.UploadSource;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a folder holds, by one search. */
class FolderListingTest {
  private static final List<NameGlob> ALL = List.of(NameGlob.everything());

  @RegisterExtension
  static final LabExtension LAB = LabExtension.perClass(() -> LabModel.standard());

  private final LabDatastore store = LAB.lab().datastore("vmstore");
  private CountingPort port;
  private VimVSphere vsphere;
  private Datastore vmstore;

  @BeforeEach
  void connect() throws Exception {
    for (String file : store.files()) {
      store.store().delete(file);
    }
    port = new CountingPort();
    vsphere = port.connect(LAB.lab(), Labs.builder(LAB.lab()).withoutLoadCounters());
    vmstore = Labs.datastore(vsphere);
    port.take();
  }

  @AfterEach
  void close() {
    vsphere.close();
  }

  private static List<NameGlob> globs(String... texts) {
    return List.of(texts).stream().map(NameGlob::parse).toList();
  }

  private FolderListing list(String folder, List<NameGlob> names) throws Exception {
    return vmstore.list(folder, names).orElseThrow();
  }

  @Test
  void folderTellsNamesKindsSizesAndTimesByOneSearch() throws Exception {
    Instant before = Instant.now().minus(Duration.ofMinutes(1));
    store.write("iso/a [1].iso", new byte[5]);
    store.write("iso/%41 \u0159.iso", new byte[0]);
    store.write("iso/deep/b.iso", new byte[7]);

    FolderListing listing = list("iso", ALL);
    assertThat(listing.folder()).isEqualTo("iso");
    assertThat(listing.entries().keySet()).containsExactly("%41 \u0159.iso", "a [1].iso", "deep");
    assertThat(listing.entries().get("a [1].iso").size()).isEqualTo(5);
    assertThat(listing.entries().get("deep").isFolder()).isTrue();
    assertThat(listing.entries().values())
        .allSatisfy(entry -> assertThat(entry.modified().orElseThrow()).isAfter(before));
    assertThat(port.take()).filteredOn(call -> call.startsWith("search")).hasSize(1);
  }

  @Test
  void rootIsAFolderToo() throws Exception {
    store.write("top", new byte[3]);
    assertThat(list("", ALL).entries()).containsKey("top");
    assertThat(list("", ALL).path("top")).isEqualTo("top");
  }

  @Test
  void onlyWhatIsAskedForIsTold() throws Exception {
    for (String name : List.of("a*.iso", "ab.iso", "abc.img", "b.iso", "[a].iso")) {
      store.write("names/" + name, new byte[1]);
    }
    assertThat(list("names", globs("a*.iso")).entries()).containsOnlyKeys("a*.iso", "ab.iso");
    assertThat(list("names", globs("a\\*.iso")).entries()).containsOnlyKeys("a*.iso");
    assertThat(list("names", globs("[a].iso", "b*")).entries())
        .containsOnlyKeys("[a].iso", "b.iso");
    assertThat(list("names", globs("x*")).entries()).isEmpty();
    assertThat(list("names", List.of()).entries()).isEmpty();
  }

  @Test
  void whatIsNoFolderIsNothing() throws Exception {
    store.write("plain", new byte[1]);
    assertThat(vmstore.list("missing", ALL)).isEmpty();
    assertThat(vmstore.list("missing/deep", ALL)).isEmpty();
    assertThat(vmstore.list("plain", ALL)).isEmpty();
    assertThat(vmstore.listAll("missing", ALL)).isEmpty();
  }

  @Test
  void treeIsToldFolderByFolderByOneSearch() throws Exception {
    store.write("tree/a.iso", new byte[1]);
    store.write("tree/x [1]/b.iso", new byte[2]);
    store.write("tree/x [1]/y/c.img", new byte[3]);

    List<FolderListing> found = vmstore.listAll("tree", globs("*.iso"));
    assertThat(found)
        .extracting(FolderListing::folder)
        .containsExactly("tree", "tree/x [1]", "tree/x [1]/y");
    assertThat(found.get(1).entries()).containsOnlyKeys("b.iso");
    assertThat(found.get(2).entries()).isEmpty();
    assertThat(port.take())
        .filteredOn(call -> call.startsWith("search"))
        .containsExactly("searchDatastoreSubFoldersTask");
  }

  /** The lab's own folder is small; so are the answers that this transport reads. */
  @Test
  void folderThatIsTooLargeForOneAnswerIsToldApartAndAskedForInParts() throws Exception {
    for (int i = 0; i < 600; i++) {
      store.write("large/" + (char) ('a' + i % 26) + "-long".repeat(20) + i, new byte[0]);
    }
    try (VimVSphere bounded =
        Labs.builder(LAB.lab())
            .transport(new Bounded(Labs.TRANSPORT, 64 << 10))
            .credentials(Labs.credentials(LAB.lab()))
            .withoutLoadCounters()
            .build()) {
      Datastore datastore = Labs.datastore(bounded);
      VSphereException refused =
          catchThrowableOfType(VSphereException.class, () -> datastore.list("large", ALL));
      assertThat(refused.kind()).isEqualTo(Kind.TOO_LONG);
      assertThat(refused).hasMessageContaining("ask for less at a time");
      int found = 0;
      for (char first = 'a'; first <= 'z'; first++) {
        found += datastore.list("large", globs(first + "*")).orElseThrow().entries().size();
      }
      assertThat(found).isEqualTo(600);
      assertThat(datastore.find(path("large/c" + "-long".repeat(20) + "2")))
          .hasValueSatisfying(e -> assertThat(e.size()).isZero());
    }
  }

  private static DatastorePath path(String path) {
    return new DatastorePath("vmstore", path);
  }

  @Test
  void entryThatIsFoundTellsItsTime() throws Exception {
    store.write("timed", new byte[2]);
    Optional<DatastoreEntry> found = vmstore.find(path("timed"));
    assertThat(found.orElseThrow().modified()).isPresent();
    assertThat(found.orElseThrow().size()).isEqualTo(2);
  }

  /** Reads shorter answers than Hostward's port asks for. */
  private record Bounded(Transport transport, int longest) implements Transport {
    @Override
    public CompletableFuture<TransferReceipt> put(
        ServiceTicket ticket, UploadSource source, LongConsumer progress) {
      return transport.put(ticket, source, progress);
    }

    @Override
    public CompletableFuture<TransferReceipt> get(
        ServiceTicket ticket, WritableByteChannel sink, LongConsumer progress) {
      return transport.get(ticket, sink, progress);
    }

    @Override
    public CompletableFuture<ServerAnswer> call(ServerCall call) {
      return transport.call(
          new ServerCall(
              call.server(),
              call.path(),
              call.trust(),
              call.proxy(),
              call.headers(),
              call.cookie(),
              call.body(),
              call.within(),
              longest));
    }

    @Override
    public void close() {}
  }
}
