package io.hostward.spark;

import io.hostward.lab.Lab;
import io.hostward.lab.LabDatastore;
import io.hostward.lab.model.DatastoreModel;
import io.hostward.lab.model.HostModel;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.model.StorageMode;
import io.hostward.lab.storage.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Labs for jobs, and what tests ask of them. */
final class TestLab {
  private TestLab() {}

  /**
   * Hosts in pairs that mount a datastore of their own, {@code ds-1} and so on.
   *
   * @param bytesPerSecond of each host; 0 for as fast as it can
   */
  static LabModel pairs(int hosts, long bytesPerSecond) {
    List<HostModel> models = new ArrayList<>();
    List<DatastoreModel> datastores = new ArrayList<>();
    IntStream.rangeClosed(1, hosts)
        .forEach(
            n ->
                models.add(
                    HostModel.builder("host-" + n, "ESX" + n)
                        .address("127.0.0." + (100 + n))
                        .bytesPerSecond(bytesPerSecond)
                        .build()));
    for (int n = 0; n < hosts; n += 2) {
      datastores.add(
          DatastoreModel.vmfs(
                  "datastore-" + (n / 2 + 1),
                  "ds-" + (n / 2 + 1),
                  List.of(models.get(n).moid(), models.get(n + 1).moid()))
              .withStorage(StorageMode.discard()));
    }
    return LabModel.builder().hosts(models).datastores(datastores).build();
  }

  /** How jobs get there. The password lies in a file. */
  static ServerSettings server(Lab lab, Path folder) throws IOException {
    Path password = Files.writeString(folder.resolve("password"), lab.user().password() + "\n");
    return new ServerSettings(
        lab.url().toString(),
        new LoginSource(lab.user().name(), LoginSource.Place.FILE, password.toString()),
        List.of(lab.thumbprint()),
        "",
        lab.hosts().stream().map(host -> host.name() + "=" + host.authority()).toList());
  }

  /** Returns the SHA-256 of every file, by {@code [datastore] path}. */
  static Map<String, String> files(Lab lab) throws StoreException {
    Map<String, String> files = new TreeMap<>();
    for (LabDatastore datastore : lab.datastores()) {
      for (String path : datastore.files()) {
        files.put(datastore + " " + path, datastore.sha256(path));
      }
    }
    return files;
  }
}
