package io.hostward.bulk;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.delivery.Joined;
import io.hostward.bulk.delivery.PassedOver;
import io.hostward.bulk.source.FileSource;
import io.hostward.bulk.source.Manifest;
import io.hostward.bulk.target.Distribution;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What a run is to deliver. */
@FunctionalInterface
public interface Deliveries {

  /**
   * Lists the deliveries, lazily. Close the stream.
   *
   * @param passedOver hears of what was found and cannot be delivered
   * @throws IOException if what was named is not there
   */
  Stream<Delivery> open(Consumer<PassedOver> passedOver) throws IOException;

  /** Every file to every datastore. */
  static Deliveries of(FileSource files, Distribution distribution) {
    return passedOver -> distribution.of(files.open(distribution.placing(passedOver)), passedOver);
  }

  /** What a manifest lists. */
  static Deliveries of(Manifest manifest) {
    return passedOver -> manifest.open();
  }

  /** Several, one after the other. */
  static Deliveries all(List<Deliveries> several) {
    return passedOver ->
        Joined.of(
            several.stream()
                .map(one -> (Joined.Part<Delivery>) () -> one.open(passedOver))
                .toList());
  }
}
