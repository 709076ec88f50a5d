package io.hostward.bulk.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hostward.bulk.BulkReport;
import io.hostward.bulk.Deliveries;
import io.hostward.bulk.plan.Comparison;
import io.hostward.bulk.plan.DigestList;
import io.hostward.bulk.plan.Sidecars;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.source.FileSource;
import io.hostward.bulk.source.Links;
import io.hostward.bulk.source.PathRules;
import io.hostward.bulk.target.DatastoreInfo;
import io.hostward.bulk.target.Distribution;
import io.hostward.bulk.target.PathTemplate;
import io.hostward.bulk.vsphere.VSphereSidecars;
import io.hostward.lab.LabDatastore;
import io.hostward.lab.model.LabModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of digests that stand beside the files on a lab. */
class SidecarsTest {
  @TempDir Path folder;
  private LabSite site;
  private LabDatastore store;
  private Sidecars sidecars;

  @BeforeEach
  void connect() throws IOException {
    site = new LabSite(LabModel.standard());
    store = site.lab().datastore("vmstore");
    sidecars = new VSphereSidecars(site.files(), "SHA256SUMS");
    Files.createDirectory(folder.resolve("sources"));
    for (String name : List.of("same", "other", "unlisted")) {
      Files.writeString(folder.resolve("sources").resolve(name), "content of " + name);
      store.write("iso/" + name, ("content of " + name).getBytes(StandardCharsets.UTF_8));
    }
    store.write("iso/other", "CONTENT of other".getBytes(StandardCharsets.UTF_8));
  }

  @AfterEach
  void close() {
    site.close();
  }

  private void list(String text) throws IOException {
    store.write("iso/SHA256SUMS", text.getBytes(StandardCharsets.UTF_8));
  }

  private BulkReport run() throws IOException {
    List<DatastoreInfo> datastores =
        site.datastores().stream().filter(info -> info.name().equals("vmstore")).toList();
    return site.run(folder.resolve("ledger"))
        .comparison(Comparison.CHECKSUM)
        .sidecars(sidecars)
        .build()
        .run(
            Deliveries.of(
                FileSource.folder(folder.resolve("sources"), PathRules.all(), Links.SKIP),
                new Distribution(datastores, PathTemplate.parse("iso/"))));
  }

  @Test
  void whatAListSaysIsTheSameIsNotSent() throws IOException {
    list(store.sha256("iso/same") + "  ./same\n" + store.sha256("iso/other") + " *other\n");
    BulkReport report = run();

    assertThat(report.status()).isEqualTo(RunStatus.ALL_DONE);
    assertThat(report.run().tally().there().deliveries()).isEqualTo(1);
    assertThat(report.run().tally().arrived().deliveries())
        .as("the one that differs, and the one of which nothing is known")
        .isEqualTo(2);
    assertThat(store.read("iso/other")).asString(StandardCharsets.UTF_8).startsWith("content");
    assertThat(run().status()).as("by the ledger").isEqualTo(RunStatus.NOTHING_TO_DO);
  }

  @Test
  void withoutAListNothingIsKnown() throws IOException {
    assertThat(sidecars.of("vmstore", "iso")).isEmpty();
    assertThat(sidecars.of("vmstore", "none")).isEmpty();
    assertThat(run().run().tally().arrived().deliveries()).isEqualTo(3);
  }

  @Test
  void aListThatIsNoneEndsThePlanAndIsNamed() throws IOException {
    list("hello\n");
    assertThatIOException()
        .isThrownBy(this::run)
        .withMessageContaining("[vmstore] iso/SHA256SUMS")
        .withMessageContaining("line 1");
    store.write("iso/SHA256SUMS", new byte[(int) VSphereSidecars.LARGEST + 1]);
    assertThatIOException()
        .isThrownBy(() -> sidecars.of("vmstore", "iso"))
        .withMessageContaining("16777217 bytes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VSphereSidecars(site.files(), "a/b"))
        .withMessageContaining("name alone");
  }

  @Test
  void aListAtTheTopIsRead() throws IOException {
    store.write("SHA256SUMS", ("0".repeat(64) + "  a\n").getBytes(StandardCharsets.UTF_8));
    DigestList list = sidecars.of("vmstore", "").orElseThrow();
    assertThat(list.of("a")).isPresent();
    assertThat(list.of("b")).isEmpty();
  }
}
