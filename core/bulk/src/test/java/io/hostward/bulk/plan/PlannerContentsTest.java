package io.hostward.bulk.plan;

import static io.hostward.bulk.plan.Plans.delivery;
import static io.hostward.bulk.plan.Plans.manifestRow;
import static io.hostward.bulk.plan.Plans.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.delivery.ContentDigest;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is compared by content, and what is copied. */
class PlannerContentsTest {
  @Test
  void comparesByContentWhatIsKnownAndDeliversWhatIsNot(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "hello");
    ContentDigest hello =
        new ContentDigest("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
    FakeListings store = new FakeListings(10);
    ToldContents known = new ToldContents();
    for (String name : List.of("same", "changed", "unknown")) {
      store.with(new DatastorePath("a", name), 5);
    }
    known.stored.put(new DatastorePath("a", "same"), hello);
    known.stored.put(new DatastorePath("a", "changed"), new ContentDigest("00".repeat(32)));
    Planner planner = new Planner(store, known, Comparison.CHECKSUM);

    List<Planned> plan =
        plan(
            planner,
            manifestRow(file, "[a] same", OptionalLong.empty()),
            manifestRow(file, "[a] changed", OptionalLong.empty()),
            manifestRow(file, "[a] unknown", OptionalLong.empty()));

    assertThat(plan)
        .extracting(Planned::verdict)
        .containsExactly(Verdict.SAME, Verdict.OTHER_CONTENT, Verdict.OTHER_CONTENT);
    assertThat(plan.get(0).delivery().source().digest()).contains(hello);
  }

  @Test
  void whatTheDatastoreHasUnderAnotherNameIsACopyIfItIsStillThere() {
    FakeListings store = new FakeListings(10).with(DatastorePath.parse("[a] old"), 5);
    ToldContents known = new ToldContents();
    DatastorePath old = DatastorePath.parse("[a] old");
    known.holders.put(DatastorePath.parse("[a] copy"), new KnownContents.Holder(old, false));
    known.holders.put(
        DatastorePath.parse("[a] gone"),
        new KnownContents.Holder(DatastorePath.parse("[a] x/gone"), false));
    known.holders.put(
        DatastorePath.parse("[a] twin"),
        new KnownContents.Holder(DatastorePath.parse("[a] first"), true));
    known.holders.put(DatastorePath.parse("[a] disk.VMDK"), new KnownContents.Holder(old, false));
    Planner planner = new Planner(store, known, Comparison.SIZE);

    assertThat(
            plan(
                planner,
                delivery("[a] copy", 5),
                delivery("[a] gone", 5),
                delivery("[a] twin", 5),
                delivery("[a] disk.VMDK", 5)))
        .extracting(planned -> planned.copyOf().map(DatastorePath::path).orElse("-"))
        .containsExactly("old", "-", "first", "-");
  }

  @Test
  void theSidecarIsReadOnceAFolderAndAskedLast() throws IOException {
    DigestList list =
        DigestList.read(
            new StringReader(
                "00".repeat(32)
                    + "  a b.iso\r\n\n\\"
                    + "11".repeat(32)
                    + " *new\\nline\\\\n\n"
                    + "22".repeat(32)
                    + "  last"));
    assertThat(list.of("a b.iso")).contains(new ContentDigest("00".repeat(32)));
    assertThat(list.of("new\nline\\n")).contains(new ContentDigest("11".repeat(32)));
    AtomicInteger reads = new AtomicInteger();
    Sidecars sidecars =
        (datastore, folder) -> {
          reads.incrementAndGet();
          return folder.equals("x") ? Optional.of(list) : Optional.empty();
        };
    ToldContents known = new ToldContents();
    known.stored.put(DatastorePath.parse("[a] x/a b.iso"), new ContentDigest("33".repeat(32)));
    KnownContents both = sidecars.after(known);
    StoredFile there = new StoredFile(1, Optional.empty());

    assertThat(both.stored(DatastorePath.parse("[a] x/a b.iso"), there).orElseThrow().sha256())
        .startsWith("33");
    assertThat(both.stored(DatastorePath.parse("[a] x/last"), there).orElseThrow().sha256())
        .startsWith("22");
    assertThat(both.stored(DatastorePath.parse("[a] x/none"), there)).isEmpty();
    assertThat(both.stored(DatastorePath.parse("[a] y/last"), there)).isEmpty();
    assertThat(reads).hasValue(2);
  }

  @Test
  void aDiskThatCouldBeCopiedIsSentAndThePlanSaysWhy() {
    FakeListings store = new FakeListings(100);
    ToldContents known = new ToldContents();
    DatastorePath holder = DatastorePath.parse("[a] y/d.vmdk");
    known.holders.put(DatastorePath.parse("[a] x/d.vmdk"), new KnownContents.Holder(holder, true));
    List<Planned> plan =
        plan(
            new Planner(store, known, Comparison.SIZE),
            delivery("[a] x/d.vmdk", 5),
            delivery("[a] x/other.vmdk", 7));

    assertThat(plan).allMatch(planned -> planned.copyOf().isEmpty());
    assertThat(plan.get(0).problem()).contains("not copied from [a] y/d.vmdk", "belong together");
    assertThat(plan.get(1).isSentThoughCopied()).isFalse();
    PlanTotals totals = new PlanTotals();
    plan.forEach(totals::add);
    assertThat(totals.disks()).isEqualTo(new PlanTotals.Sum(1, 5));
    assertThat(totals.open()).isEqualTo(new PlanTotals.Sum(2, 12));
  }

  @Test
  void aLineThatIsNoDigestIsRefusedByItsNumber() {
    for (String bad : List.of("abc  x", "00".repeat(32) + "x", "x".repeat(10_000))) {
      assertThat(
              org.assertj.core.api.Assertions.catchThrowable(
                  () -> DigestList.read(new StringReader("\n" + bad))))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("line 2 of the list");
    }
  }
}
