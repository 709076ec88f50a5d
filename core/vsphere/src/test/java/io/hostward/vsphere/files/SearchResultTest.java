package io.hostward.vsphere.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vmware.vim25.FileInfo;
import com.vmware.vim25.FolderFileInfo;
import com.vmware.vim25.HostDatastoreBrowserSearchResults;
import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.NameGlob;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.xml.datatype.DatatypeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchResultTest {
  private static final List<NameGlob> ALL = List.of(NameGlob.everything());

  private static <T extends FileInfo> T named(String name, T info) {
    info.setPath(name);
    return info;
  }

  private static HostDatastoreBrowserSearchResults results(FileInfo... found) {
    HostDatastoreBrowserSearchResults results = new HostDatastoreBrowserSearchResults();
    results.getFile().addAll(List.of(found));
    return results;
  }

  private static Map<String, DatastoreEntry> entries(
      HostDatastoreBrowserSearchResults results, List<NameGlob> names) {
    return SearchResults.listing("a", results, names).entries();
  }

  @Test
  void aSizeThatIsLeftOutIsZeroAndAFolderIsNoFile() {
    HostDatastoreBrowserSearchResults found =
        results(named("folder.iso", new FolderFileInfo()), named("empty.iso", new FileInfo()));

    assertThat(entries(found, ALL))
        .isEqualTo(
            Map.of("empty.iso", DatastoreEntry.file(0), "folder.iso", DatastoreEntry.folder()));
  }

  @Test
  void whatAServerTellsBeyondWhatWasAskedForIsLeftOut() {
    HostDatastoreBrowserSearchResults found =
        results(named("a[1].iso", new FileInfo()), named("a?1?.iso", new FileInfo()));

    assertThat(entries(found, List.of(NameGlob.parse("a[1].*"))).keySet())
        .containsExactly("a[1].iso");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-26T12:00:00.5Z, 2026-11-26T12:00:00.5Z",
    "2026-11-26T12:00:00+02:00, 2026-11-26T10:00:00Z",
    "2026-11-26T12:00:00, 2026-11-26T12:00:00Z"
  })
  void timesAreReadAsUtcUnlessTheySayOtherwise(String written, Instant time) throws Exception {
    FileInfo info = named("a", new FileInfo());
    info.setModification(DatatypeFactory.newInstance().newXMLGregorianCalendar(written));

    assertThat(entries(results(info), ALL)).containsValue(DatastoreEntry.file(0).modifiedAt(time));
  }

  @ParameterizedTest
  @CsvSource({
    "'[ds]', ''",
    "'[ds] ', ''",
    "'[ds]/a/b', a/b",
    "'[ds] a/', a",
    "'[ds] a', a",
    "'[ds] a/[b] c/', a/[b] c"
  })
  void foldersAreReadHoweverTheyAreWritten(String written, String folder) throws Exception {
    assertThat(SearchResults.folder("search", "ds", written)).isEqualTo(folder);
  }

  @Test
  void folderOfAnotherDatastoreIsRefused() {
    assertThatThrownBy(() -> SearchResults.folder("search", "ds", "[other] a/"))
        .hasMessageContaining("search was answered with a folder of another datastore: [other] a/");
  }
}
