package io.hostward.simulation;

import java.util.List;

/**
 * A process that uploads files in the given order, so many at a time.
 *
 * @param line bytes per second of its network line
 * @param parallel uploads at a time
 * @param files sizes in bytes
 * @param site where it stands
 */
record SimUploader(double line, int parallel, List<Double> files, int site) {
  SimUploader {
    files = List.copyOf(files);
  }

  double bytes() {
    return files.stream().mapToDouble(Double::doubleValue).sum();
  }
}
