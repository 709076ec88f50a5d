package io.hostward.bulk.delivery;

import io.hostward.inventory.DatastorePath;

/**
 * One file that is to stand in one place. The place identifies it: a run has one delivery for each
 * target.
 *
 * @param source the file
 * @param target where it is to stand
 */
public record Delivery(SourceFile source, DatastorePath target) {
  @Override
  public String toString() {
    return source.location() + " -> " + target;
  }
}
