package io.hostward.lab.inventory;

import io.hostward.lab.model.HostModel;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids of a host beside its managed object id. */
public final class HostIds {
  private HostIds() {}

  /** The BIOS uuid, by which FindByUuid finds the host. */
  public static String uuid(HostModel model) {
    return UUID.nameUUIDFromBytes(model.moid().getBytes(StandardCharsets.UTF_8)).toString();
  }
}
