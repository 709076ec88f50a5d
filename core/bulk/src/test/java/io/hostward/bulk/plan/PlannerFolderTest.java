package io.hostward.bulk.plan;

import static io.hostward.bulk.plan.Plans.delivery;
import static io.hostward.bulk.plan.Plans.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.delivery.NewFolder;
import io.hostward.inventory.DatastorePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Folders that are to appear as a whole. */
class PlannerFolderTest {
  @Test
  void aNewFolderIsTheTopmostThatIsNotThereAndWhatIsBelowItIsNotSearched() {
    FakeListings store =
        new FakeListings(100).with(DatastorePath.parse("[a] there/f"), 5).movingFolders("a", "b");
    List<Delivery> deliveries = new ArrayList<>();
    for (int n = 0; n < 50; n++) {
      deliveries.add(delivery("[a] there/new/deep/" + n + "/f", 5));
      deliveries.add(delivery("[b] other/f" + n, 5));
    }
    deliveries.add(delivery("[a] there/f", 6));
    deliveries.add(delivery("[a] f", 6));
    deliveries.add(delivery("[c] other/f", 6));

    List<Planned> plan =
        plan(
            new Planner(store, KnownContents.NONE, Comparison.SIZE)
                .withWholeFolders(datastore -> true),
            deliveries.toArray(Delivery[]::new));

    assertThat(plan.subList(0, 100))
        .extracting(planned -> planned.folder().orElseThrow().toString())
        .containsOnly("[a] there/new", "[b] other");
    assertThat(plan.stream().flatMap(planned -> planned.folder().stream()).distinct())
        .as("one temporary folder each")
        .hasSize(2);
    assertThat(plan.subList(100, 103))
        .as("in a folder that is there, at the top, and where folders are not moved")
        .allMatch(planned -> planned.folder().isEmpty());
    assertThat(store.folderSearches()).isLessThan(20);
  }

  @Test
  void whatAnEarlierRunHasSentForANewFolderIsNotSentAgain() {
    NewFolder folder = NewFolder.of("a", "new");
    FakeListings store =
        new FakeListings(100)
            .with(DatastorePath.parse("[a] " + folder.temporary() + "/x/sent"), 5)
            .with(DatastorePath.parse("[a] " + folder.temporary() + "/x/part"), 4)
            .with(DatastorePath.parse("[a] " + folder.temporary() + "/x/unknown"), 5)
            .movingFolders("a");
    ToldContents known =
        new ToldContents() {
          @Override
          public Optional<KnownFolder> newFolder(String datastore, String path) {
            return folder.holds(path)
                ? Optional.of(new KnownFolder(folder, false))
                : Optional.empty();
          }

          @Override
          public boolean isSent(Delivery delivery, NewFolder asked) {
            return asked.equals(folder) && !delivery.target().path().endsWith("unknown");
          }
        };

    List<Planned> plan =
        plan(
            new Planner(store, known, Comparison.SIZE).withWholeFolders(datastore -> true),
            delivery("[a] new/x/sent", 5),
            delivery("[a] new/x/part", 5),
            delivery("[a] new/x/unknown", 5),
            delivery("[a] new/none", 5));

    assertThat(plan)
        .extracting(Planned::verdict)
        .containsExactly(Verdict.SENT, Verdict.MISSING, Verdict.MISSING, Verdict.MISSING);
    assertThat(plan).extracting(planned -> planned.folder().orElseThrow()).containsOnly(folder);
  }
}
