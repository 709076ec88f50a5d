package io.hostward.interop.servers;

import static io.hostward.interop.servers.Bytes.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.DatastoreFiles;
import io.hostward.download.DownloadRequest;
import io.hostward.download.DownloadResult;
import io.hostward.interop.GoProgram;
import io.hostward.interop.Needs;
import io.hostward.interop.OpenHostward;
import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.DatastoreTarget;
import io.hostward.inventory.FolderListing;
import io.hostward.inventory.NameGlob;
import io.hostward.netty.NettyTransport;
import io.hostward.spi.Datastore;
import io.hostward.transfer.FileSink;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.Route;
import io.hostward.transfer.ServedFile;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.upload.RoutePreference;
import io.hostward.vsphere.VimVSphere;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The file commands against VMware's simulated vCenter, as far as it knows files. */
@Needs(
    programs = "go",
    files = GoProgram.GOVMOMI,
    packages = {"golang-go", "golang-github-vmware-govmomi-dev"})
class VcsimFilesTest {
  private static final List<NameGlob> ALL = List.of(NameGlob.everything());

  @TempDir static Path folder;
  private static Vcsim vcsim;

  @TempDir Path local;
  private OpenHostward open;
  private DatastoreFiles files;

  @BeforeAll
  static void start() {
    vcsim = Vcsim.start(folder, "-hosts", "1");
  }

  @AfterAll
  static void stop() {
    if (vcsim != null) {
      vcsim.close();
    }
  }

  @BeforeEach
  void connect() throws Exception {
    open = vcsim.hostward();
    files = open.hostward().files();
  }

  @AfterEach
  void empty() throws Exception {
    open.close();
    for (String file : vcsim.files()) {
      Files.delete(vcsim.folder().resolve(file));
    }
  }

  private static DatastorePath path(String path) {
    return new DatastorePath("LocalDS_0", path);
  }

  private static void write(String path, byte[] content) throws Exception {
    Path file = vcsim.folder().resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  @ParameterizedTest
  @EnumSource(
      value = RoutePreference.class,
      names = {"DIRECT_ONLY", "RELAY_ONLY"})
  void downloads(RoutePreference routes) throws Exception {
    byte[] content = random(3_000_000);
    write("iso/a [1] 100%.iso", content);
    Path target = local.resolve("a.iso");

    DownloadResult result =
        files.download(DownloadRequest.of(path("iso/a [1] 100%.iso"), target).over(routes));

    assertThat(Files.readAllBytes(target)).isEqualTo(content);
    assertThat(result.received()).isEqualTo(content.length);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 500_000, 999_999})
  void sendsTheRestOfAFile(int offset) throws Exception {
    byte[] content = random(1_000_000);
    write("a.iso", content);
    Rest rest = new Rest();
    try (NettyTransport transport = NettyTransport.create();
        VimVSphere vsphere = vcsim.builder().build()) {
      Datastore datastore = vsphere.datastore("LocalDS_0", Optional.empty());
      Route direct = new Route.Direct(datastore.snapshot().mounts().get(0).host());
      ServiceTicket ticket = datastore.ticket(direct, HttpMethod.GET, path("a.iso"));
      assertThat(transport.getFrom(ticket, offset, rest, count -> {}).get().status())
          .isEqualTo(206);
    }
    assertThat(rest.bytes.toByteArray())
        .isEqualTo(Arrays.copyOfRange(content, offset, content.length));
    assertThat(rest.served.offset()).isEqualTo(offset);
    assertThat(rest.served.size()).hasValue(content.length);
    assertThat(rest.served.version()).isPresent();
  }

  @Test
  void lists() throws Exception {
    write("iso/a.iso", new byte[5]);
    write("iso/b[1].img", new byte[0]);
    write("iso/deep/c.iso", new byte[7]);
    DatastoreTarget iso = DatastoreTarget.parse("[LocalDS_0] iso/");

    FolderListing listing = files.list(iso, ALL).orElseThrow();
    assertThat(listing.entries()).containsOnlyKeys("a.iso", "b[1].img", "deep");
    assertThat(listing.entries().get("a.iso").size()).isEqualTo(5);
    assertThat(listing.entries().get("deep").isFolder()).isTrue();
    assertThat(listing.entries().get("a.iso").modified().orElseThrow())
        .isBetween(Instant.now().minus(Duration.ofMinutes(5)), Instant.now().plusSeconds(5));
    assertThat(files.list(iso, List.of(NameGlob.parse("b[1].*"))).orElseThrow().entries())
        .containsOnlyKeys("b[1].img");
    assertThat(files.list(DatastoreTarget.parse("[LocalDS_0] none/"), ALL)).isEmpty();
    assertThat(files.listAll(iso, ALL))
        .extracting(FolderListing::folder)
        .containsExactly("iso", "iso/deep");
  }

  @Test
  void makesMovesCopiesAndDeletes() throws Exception {
    files.makeFolder(path("one/two"), true);
    assertThatThrownBy(() -> files.makeFolder(path("one"), false))
        .isInstanceOfSatisfying(
            VSphereException.class, e -> assertThat(e.kind()).isEqualTo(Kind.ALREADY_EXISTS));
    write("a", new byte[3]);
    write("b", new byte[4]);
    assertThatThrownBy(() -> files.copy(path("a"), path("b"), false))
        .isInstanceOfSatisfying(
            VSphereException.class, e -> assertThat(e.kind()).isEqualTo(Kind.ALREADY_EXISTS));
    files.copy(path("a"), path("one/two/a"), false);
    files.move(path("a"), path("b"), true);
    assertThat(vcsim.files()).containsExactly("b", "one/two/a");
    assertThat(vcsim.folder().resolve("b")).hasSize(3);
    assertThat(files.delete(path("b"))).isTrue();
    assertThat(files.delete(path("b"))).isFalse();
    assertThat(files.deleteFolder(path("one"))).isTrue();
    assertThat(vcsim.files()).isEmpty();
  }

  @Test
  void disksGoAsOne() throws Exception {
    write("vm/disk.vmdk", new byte[3]);
    write("vm/disk-flat.vmdk", new byte[9]);
    files.copy(path("vm/disk.vmdk"), path("vm/copy.vmdk"), false);
    files.move(path("vm/disk.vmdk"), path("vm/new.vmdk"), false);
    assertThat(vcsim.files())
        .containsExactly("vm/copy-flat.vmdk", "vm/copy.vmdk", "vm/new-flat.vmdk", "vm/new.vmdk");
    files.delete(path("vm/copy.vmdk"));
    assertThat(vcsim.files()).containsExactly("vm/new-flat.vmdk", "vm/new.vmdk");
  }

  @Test
  void leftoversAreOldByItsClock() throws Exception {
    write("iso/.hostward-123e4567-e89b-12d3-a456-426614174000-0a1b2c3d.part", new byte[3]);
    DatastoreTarget top = DatastoreTarget.parse("[LocalDS_0]");
    assertThat(files.leftovers(top, true, Duration.ofHours(1))).isEmpty();
    assertThat(files.leftovers(top, true, Duration.ofSeconds(-5))).hasSize(1);
  }

  private static final class Rest implements FileSink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private ServedFile served = new ServedFile(-1, OptionalLong.empty(), Optional.empty());

    @Override
    public void begin(ServedFile file) {
      served = file;
    }

    @Override
    public int write(ByteBuffer source) {
      byte[] piece = new byte[source.remaining()];
      source.get(piece);
      bytes.writeBytes(piece);
      return piece.length;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
