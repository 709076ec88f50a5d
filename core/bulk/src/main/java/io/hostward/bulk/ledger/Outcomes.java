package io.hostward.bulk.ledger;

import io.hostward.bulk.plan.Verdict;
import io.hostward.bulk.progress.BulkEvent.End;
import io.hostward.bulk.progress.DeliveryOutcome;
import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.FailureDomain;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads what a run has made of its deliveries, one row in memory at a time. */
final class Outcomes {
  private Outcomes() {}

  static void read(Database open, long run, Consumer<DeliveryOutcome> each)
      throws SQLException, IOException {
    open.query(
            """
            select d.source, d.datastore, d.path, d.state, coalesce(d.size, 0), d.verdict,
              d.problem, last.route, last.domain,
              (select count(*) from attempt where delivery = d.id and run = d.run),
              (select total(ended - begun) from attempt where delivery = d.id and run = d.run)
            from delivery d left join attempt last
              on last.delivery = d.id and last.number = (
                select max(number) from attempt where delivery = d.id and run = d.run)
            where d.run = ? order by d.id
            """)
        .each(row -> each.accept(outcome(row)), run);
  }

  private static DeliveryOutcome outcome(ResultSet row) throws SQLException {
    End how = how(row.getString(4));
    boolean ended = how == End.ARRIVED || how == End.WAS_THERE;
    return new DeliveryOutcome(
        row.getString(1),
        new DatastorePath(row.getString(2), row.getString(3)),
        how,
        row.getLong(5),
        row.getInt(10),
        Duration.ofMillis(row.getLong(11)),
        text(row.getString(8)),
        ended ? Optional.empty() : domain(row.getString(6), row.getString(9)),
        ended ? "" : row.getString(7));
  }

  private static End how(String state) {
    return switch (state) {
      case Schema.ARRIVED -> End.ARRIVED;
      case Schema.THERE -> End.WAS_THERE;
      case Schema.FAILED -> End.FAILED;
      case Schema.SENT -> End.SENT;
      default -> End.LEFT;
    };
  }

  private static Optional<FailureDomain> domain(String verdict, @Nullable String attempt) {
    return verdict.equals(Verdict.UNREADABLE.name())
        ? Optional.of(FailureDomain.SOURCE)
        : Optional.ofNullable(attempt).map(FailureDomain::valueOf);
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
