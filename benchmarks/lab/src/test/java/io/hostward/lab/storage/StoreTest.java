package io.hostward.lab.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.lab.model.DatastoreModel;
import io.hostward.lab.model.StorageMode;
import io.hostward.lab.storage.StoreException.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Both stores against a third one that is nothing but a sorted map. */
final class StoreTest {
  record Step(String operation, String first, String second, boolean flag) {}

  @Provide
  Arbitrary<Step> steps() {
    Arbitrary<String> paths =
        Arbitraries.of("", "a", "b", "a/x", "a/y", "b/x", "a/x/deep", "c/d/e", "/a//x/", "a/..");
    return Combinators.combine(
            Arbitraries.of("write", "mkdir", "move", "copy", "delete", "list", "lock", "unlock"),
            paths,
            paths,
            Arbitraries.of(true, false))
        .as(Step::new);
  }

  @Property(tries = 200)
  void storesFollowTheModel(@ForAll List<@From("steps") Step> steps) throws Exception {
    for (StorageMode mode : List.of(StorageMode.temporaryDirectory(), StorageMode.discard())) {
      DatastoreModel model =
          DatastoreModel.vmfs("datastore-1", "d", List.of()).withStorage(mode).withCapacity(200);
      try (FileStore store = Stores.open(model, InstantSource.system())) {
        MapStore map = new MapStore(200);
        for (Step step : steps) {
          assertThat(outcome(store, step)).as("%s on %s", step, mode).isEqualTo(map.apply(step));
          assertThat(store.free()).as("free after %s", step).isEqualTo(map.free());
        }
        for (Step step : steps) {
          outcome(store, new Step("unlock", step.first(), "", false));
        }
        assertThat(contents(store, "")).isEqualTo(map.contents());
      }
    }
  }

  private static @Nullable Kind outcome(FileStore store, Step step) {
    try {
      switch (step.operation()) {
        case "write" -> write(store, step.first(), step.second());
        case "mkdir" -> store.makeDirectory(step.first(), step.flag());
        case "move" -> store.move(step.first(), step.second(), step.flag());
        case "copy" -> store.copy(step.first(), step.second(), step.flag());
        case "delete" -> store.delete(step.first());
        case "list" -> store.list(step.first());
        case "lock" -> store.lock(step.first());
        default -> store.unlock(step.first());
      }
      return null;
    } catch (StoreException e) {
      return e.kind();
    }
  }

  private static void write(FileStore store, String path, String content) throws StoreException {
    FileSink sink = store.openWrite(path);
    try {
      sink.write(ByteBuffer.wrap(bytes(content)));
    } finally {
      sink.finish();
    }
  }

  /** Ten bytes and the text, so that files differ and the datastore fills up. */
  static byte[] bytes(String content) {
    return ("content = " + content).getBytes(StandardCharsets.UTF_8);
  }

  /** A hash that is lost would be read back, and nobody would notice but by the time it takes. */
  @Example
  void hashesMoveWithTheirFilesAndNoOthers() throws Exception {
    DatastoreModel model = DatastoreModel.vmfs("datastore-1", "d", List.of());
    try (FileStore store = Stores.open(model, InstantSource.system())) {
      for (String path : List.of("a/x", "a/deep/y", "a-b", "a.b", "a0", "b/x")) {
        write(store, path, path);
      }
      store.move("a", "moved", false);
      store.move("a-b", "b/x", true);

      assertThat(store.stat("a/x")).isEmpty();
      Map<String, String> kept =
          Map.of(
              "moved/x", "a/x",
              "moved/deep/y", "a/deep/y",
              "b/x", "a-b",
              "a.b", "a.b",
              "a0", "a0");
      for (Map.Entry<String, String> file : kept.entrySet()) {
        Hash hash = new Hash();
        hash.update(ByteBuffer.wrap(bytes(file.getValue())));
        assertThat(store.stat(file.getKey()).orElseThrow().sha256())
            .as(file.getKey())
            .isEqualTo(hash.hex());
      }
    }
  }

  private static TreeMap<String, String> contents(FileStore store, String directory)
      throws StoreException {
    TreeMap<String, String> all = new TreeMap<>();
    for (Entry entry : store.list(directory)) {
      if (entry.directory()) {
        all.put(entry.path(), "/");
        all.putAll(contents(store, entry.path()));
      } else {
        all.put(entry.path(), Stores.sha256(store, entry.path()));
      }
    }
    return all;
  }
}
