package io.hostward.cli.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.cli.report.Json;
import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.FolderListing;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Names that a server tells and no command takes. */
class RemoteEntryTest {
  @Test
  void nameWithALineBreakIsListedAndRefusedOnlyWhereItIsUsed() {
    FolderListing listing =
        new FolderListing("a", new TreeMap<>(Map.of("two\nlines", DatastoreEntry.file(3))));

    List<RemoteEntry> entries = Remote.entries("ds", listing);

    assertThat(entries).extracting(RemoteEntry::path).containsExactly("[ds] a/two\nlines");
    assertThat(Json.write(entries)).contains("two\\nlines").doesNotContain("below");
    assertThatThrownBy(() -> entries.get(0).place())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("control characters");
  }
}
