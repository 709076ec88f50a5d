package io.hostward.lab.state;

import io.hostward.lab.model.DatacenterModel;
import io.hostward.lab.model.DatastoreModel;
import io.hostward.lab.model.MountModel;
import io.hostward.lab.storage.FileStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A running datastore. Thread-safe; every change is told to the lab's listeners. */
public final class DatastoreState {
  private final FileStore store;
  private final Consumer<String> changed;
  private volatile DatastoreModel model;

  DatastoreState(DatastoreModel model, FileStore store, Consumer<String> changed) {
    this.model = model;
    this.store = store;
    this.changed = changed;
  }

  /** The datastore as it is now; free space and use are the store's. */
  public DatastoreModel model() {
    return model;
  }

  public String moid() {
    return model.moid();
  }

  public String name() {
    return model.name();
  }

  /** Its name as the inventory, {@code /folder} and the file manager have it: escaped. */
  public String inventoryName() {
    return DatacenterModel.escape(model.name());
  }

  /** Its files. */
  public FileStore store() {
    return store;
  }

  /** The mounts as they are now, in vCenter's order. */
  public List<MountModel> mounts() {
    return model.mounts();
  }

  /** The mount on a host, if there is one. */
  public Optional<MountModel> mount(String host) {
    return model.mounts().stream().filter(m -> m.host().equals(host)).findFirst();
  }

  /** Whether any host reaches it ({@code summary.accessible}). */
  public boolean accessible() {
    return model.mounts().stream().anyMatch(MountModel::readable);
  }

  /** Changes the mount on a host, or adds one. */
  public void setMount(MountModel mount) {
    synchronized (this) {
      model = model.withMount(mount);
    }
    changed.accept(moid());
  }

  /** Changes the maintenance mode; null leaves it unset. */
  public void setMaintenanceMode(@Nullable String mode) {
    synchronized (this) {
      model = model.withMaintenanceMode(mode);
    }
    changed.accept(moid());
  }

  /** Changes the capacity in bytes. */
  public void setCapacity(long bytes) {
    store.setCapacity(bytes);
    synchronized (this) {
      model = model.withCapacity(bytes);
    }
    changed.accept(moid());
  }
}
