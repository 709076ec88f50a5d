package io.hostward.bulk.plan;

import io.hostward.bulk.delivery.ContentDigest;
import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.delivery.NewFolder;
import io.hostward.bulk.delivery.SourceFile;
import io.hostward.inventory.DatastorePath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Knows what a test tells. */
class ToldContents implements KnownContents {
  final Map<DatastorePath, ContentDigest> stored = new HashMap<>();
  final Map<DatastorePath, Holder> holders = new HashMap<>();

  @Override
  public Optional<KnownFolder> newFolder(String datastore, String folder) {
    return Optional.empty();
  }

  @Override
  public boolean isSent(Delivery delivery, NewFolder folder) {
    return false;
  }

  @Override
  public boolean isOfOtherTime(Delivery delivery) {
    return false;
  }

  @Override
  public List<DatastorePath> origins(Delivery delivery) {
    return List.of();
  }

  @Override
  public Optional<ContentDigest> stored(DatastorePath target, StoredFile there) {
    return Optional.ofNullable(stored.get(target));
  }

  @Override
  public Optional<ContentDigest> local(SourceFile source) {
    return Optional.empty();
  }

  @Override
  public Optional<Holder> holder(Delivery delivery) {
    return Optional.ofNullable(holders.get(delivery.target()));
  }
}
