package io.hostward.bulk.ledger;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * How fast a run was, all that it did together.
 *
 * @param deliveriesPerSecond how many arrived
 * @param bytesPerSecond of their files
 */
public record PastRate(double deliveriesPerSecond, double bytesPerSecond) {

  static Optional<PastRate> of(Database database) throws IOException {
    return database
        .transaction(
            open ->
                open.query(
                        """
                        select count(*), total(d.size), max(a.ended) - min(a.begun)
                        from attempt a join delivery d on d.id = a.delivery
                        where a.outcome in ('arrived', 'sent') and a.run =
                          (select max(run) from attempt where outcome in ('arrived', 'sent'))
                        """)
                    .first(row -> of(row.getLong(1), row.getDouble(2), row.getLong(3))))
        .filter(rate -> rate.deliveriesPerSecond() > 0);
  }

  private static PastRate of(long deliveries, double bytes, long millis) {
    double seconds = Math.max(1, millis) / 1e3;
    return new PastRate(deliveries / seconds, bytes / seconds);
  }

  /** Returns how long this much takes: small files by their number, large ones by their bytes. */
  public Duration timeFor(long deliveries, long bytes) {
    double byBytes = bytesPerSecond > 0 ? bytes / bytesPerSecond : 0;
    return Duration.ofMillis((long) (1e3 * Math.max(byBytes, deliveries / deliveriesPerSecond)));
  }
}
