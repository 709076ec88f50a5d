package io.hostward.bulk.plan;

import io.hostward.bulk.delivery.ContentDigest;
import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.delivery.NewFolder;
import io.hostward.bulk.delivery.SourceFile;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Knows what the lists beside the files say. Remembers the last few of them. */
final class SidecarContents implements KnownContents {
  private static final int REMEMBERED = 4;

  private final Sidecars sidecars;
  private final KnownContents others;
  private final Map<Folder, Optional<DigestList>> lists =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Folder, Optional<DigestList>> eldest) {
          return size() > REMEMBERED;
        }
      };

  SidecarContents(Sidecars sidecars, KnownContents others) {
    this.sidecars = sidecars;
    this.others = others;
  }

  @Override
  public Optional<ContentDigest> stored(DatastorePath target, StoredFile there) throws IOException {
    Optional<ContentDigest> known = others.stored(target, there);
    return known.isPresent()
        ? known
        : list(Folder.of(target)).flatMap(list -> list.of(target.fileName()));
  }

  private Optional<DigestList> list(Folder folder) throws IOException {
    Optional<DigestList> list = lists.get(folder);
    if (list == null) {
      list = sidecars.of(folder.datastore(), folder.path());
      lists.put(folder, list);
    }
    return list;
  }

  @Override
  public Optional<ContentDigest> local(SourceFile source) throws IOException {
    return others.local(source);
  }

  @Override
  public List<DatastorePath> origins(Delivery delivery) throws IOException {
    return others.origins(delivery);
  }

  @Override
  public Optional<KnownFolder> newFolder(String datastore, String folder) throws IOException {
    return others.newFolder(datastore, folder);
  }

  @Override
  public boolean isSent(Delivery delivery, NewFolder folder) throws IOException {
    return others.isSent(delivery, folder);
  }

  @Override
  public boolean isOfOtherTime(Delivery delivery) throws IOException {
    return others.isOfOtherTime(delivery);
  }

  @Override
  public Optional<Holder> holder(Delivery delivery) throws IOException {
    return others.holder(delivery);
  }
}
