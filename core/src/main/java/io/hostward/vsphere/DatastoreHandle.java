package io.hostward.vsphere;

import io.hostward.model.InventorySnapshot;
import java.util.Optional;

/**
 * A datastore's snapshot with the references that further calls need.
 *
 * @param snapshot what is known of it
 * @param browser its file browser
 * @param datacenter its datacenter, which file operations on a vCenter must name
 */
record DatastoreHandle(InventorySnapshot snapshot, Optional<Moref> browser, Moref datacenter) {}
