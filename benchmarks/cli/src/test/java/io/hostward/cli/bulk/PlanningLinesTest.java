package io.hostward.cli.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.plan.FolderListing;
import io.hostward.bulk.plan.Listings;
import io.hostward.bulk.plan.StoredFile;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanningLinesTest {
  private static final Listings LISTINGS =
      new Listings() {
        @Override
        public FolderListing folder(String datastore, String folder) {
          return FolderListing.NONE;
        }

        @Override
        public Map<String, StoredFile> named(
            String datastore, String folder, Collection<String> names) {
          return Map.of("f", new StoredFile(1, java.util.Optional.empty()));
        }

        @Override
        public boolean isThere(String datastore, String folder) {
          return false;
        }

        @Override
        public boolean movesFolders(String datastore) {
          return true;
        }
      };

  @Test
  void aPlanOfLessThanASecondIsSilentAndALongOneTellsEverLessOften() throws IOException {
    long[] now = {0};
    List<String> lines = new ArrayList<>();
    Listings told = new PlanningLines(LISTINGS, lines::add, () -> now[0]);
    for (int n = 0; n < 1000; n++) {
      now[0] = n * Duration.ofMillis(100).toNanos();
      assertThat(told.folder("ds" + n % 7, "iso")).isSameAs(FolderListing.NONE);
      assertThat(lines).as("none in the first second").hasSizeLessThanOrEqualTo(n < 10 ? 0 : 9);
    }

    assertThat(lines)
        .as("after 1, 3, 7, 15, 31, 61 and 91 seconds")
        .hasSize(7)
        .startsWith("planning: looked at 11 folders on 7 datastores");
    assertThat(told.named("ds", "iso", List.of("f"))).containsKey("f");
    assertThat(told.isThere("ds", "iso")).isFalse();
    assertThat(told.movesFolders("ds")).isTrue();
  }
}
