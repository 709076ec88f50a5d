package io.hostward.bulk.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.delivery.NewFolder;
import io.hostward.bulk.progress.Tally;
import io.hostward.bulk.schedule.Publication;
import io.hostward.bulk.schedule.PublishResult;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FolderPublisherTest {
  private static final int FILES = 500;

  private final TreeStore store = new TreeStore("ds");
  private final NewFolder folder = NewFolder.of("ds", "iso/new");
  private final List<Publication.Sent> sent = new ArrayList<>();

  @BeforeEach
  void send() {
    for (int n = 0; n < FILES; n++) {
      String path = (n % 2 == 0 ? "x/f" : "f") + n;
      sent.add(new Publication.Sent(n + 1, path, n, true));
      store.put(folder.temporary() + "/" + path, n);
    }
  }

  private PublishResult publish() throws IOException {
    Publication.Files files =
        (after, most) -> sent.stream().filter(file -> file.id() > after).limit(most).toList();
    return new FolderPublisher(store)
        .publish(new Publication(folder, files, new Tally.Amount(FILES, 0)));
  }

  private void assertPublished() {
    assertThat(store.files()).hasSize(FILES);
    for (Publication.Sent file : sent) {
      assertThat(store.files()).containsEntry("iso/new/" + file.path(), file.size());
    }
  }

  private void refuse(String call, Kind kind, boolean before) {
    boolean[] once = {true};
    store.calls(
        (name, isBefore) -> {
          if (name.equals(call) && isBefore == before && once[0]) {
            once[0] = false;
            throw new VSphereException(kind, "no", null);
          }
        });
  }

  @Test
  void oneSearchOneMoveOneSearch() throws IOException {
    assertThat(publish()).isEqualTo(new PublishResult.Published(true));
    assertPublished();
    assertThat(store.count("listAll")).isEqualTo(2);
    assertThat(store.count("move")).isEqualTo(1);
    assertThat(store.count("list") + store.count("find") + store.count("delete")).isZero();
  }

  @Test
  void anAnswerThatIsTooLongIsAskedForByNames() throws IOException {
    store.mostEntries(200);
    String part = folder.temporary() + "/x/.hostward-1-2.part";
    store.put(part, 1);
    assertThat(publish()).isEqualTo(new PublishResult.Published(true));
    assertPublished();
    assertThat(store.count("list")).as("200 names at once, in two folders, twice").isEqualTo(8);
  }

  @Test
  void whatIsMissingOrNotWholeIsTold() throws IOException {
    store.put(folder.temporary() + "/f7", 6);
    store.put(folder.temporary() + "/x/f8", 9);
    PublishResult result = publish();

    assertThat(result)
        .isInstanceOfSatisfying(
            PublishResult.Incomplete.class,
            incomplete -> {
              assertThat(incomplete.deliveries()).containsExactly(8L, 9L);
              assertThat(incomplete.problem())
                  .contains("[ds] iso/new/f7 (7 bytes)", "not stored whole", "and so are 1 more");
            });
    assertThat(store.isFolder("iso/new")).isFalse();
  }

  @Test
  void whatThisRunDoesNotDeliverDoesNotAppear() throws IOException {
    sent.set(3, new Publication.Sent(4, sent.get(3).path(), 3, false));
    store.put(folder.temporary() + "/x/.hostward-1-2.part", 5);
    store.put(folder.temporary() + "/unknown", 5);

    assertThat(publish()).isEqualTo(new PublishResult.Published(true));
    assertThat(store.files()).hasSize(FILES - 1).doesNotContainKey("iso/new/f3");
  }

  @Test
  void aMoveWhoseAnswerIsLostIsFoundToHaveTakenPlace() throws IOException {
    refuse("move", Kind.NO_ANSWER, false);
    assertThat(publish())
        .isInstanceOfSatisfying(
            PublishResult.Failed.class,
            failed -> assertThat(failed.domain()).isEqualTo(FailureDomain.VCENTER));
    assertThat(publish()).isEqualTo(new PublishResult.Published(true));
    assertThat(store.count("move")).isEqualTo(1);
    assertPublished();
  }

  @Test
  void aFolderThatTheServerDoesNotMoveIsMovedFileByFileAndABreakInItIsGoneOnFrom()
      throws IOException {
    int[] moves = {0};
    store.calls(
        (name, before) -> {
          if (name.equals("move") && before) {
            moves[0]++;
            if (moves[0] == 1) {
              throw new VSphereException(Kind.FAULT, "not supported", null);
            } else if (moves[0] == 100) {
              throw new VSphereException(Kind.NO_ANSWER, "no answer", null);
            }
          }
        });
    assertThat(publish()).isInstanceOf(PublishResult.Failed.class);
    assertThat(store.isFolder("iso/new")).isTrue();
    assertThat(publish()).isEqualTo(new PublishResult.Published(false));
    assertPublished();
    assertThat(Set.copyOf(store.files().keySet())).noneMatch(path -> path.contains(".hostward"));
    assertThat(store.isFolder(folder.temporary())).isFalse();
  }

  @Test
  void aFolderThatVanishedIsToldAsWhatIsMissing() throws IOException {
    store.delete(new io.hostward.inventory.DatastorePath("ds", folder.temporary()));
    assertThat(publish())
        .isInstanceOfSatisfying(
            PublishResult.Incomplete.class,
            incomplete -> assertThat(incomplete.deliveries()).hasSize(FILES));
  }
}
