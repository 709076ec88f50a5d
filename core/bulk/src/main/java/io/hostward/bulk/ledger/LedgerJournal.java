package io.hostward.bulk.ledger;

import io.hostward.bulk.progress.Tally;
import io.hostward.bulk.schedule.CarryResult;
import io.hostward.bulk.schedule.Journal;
import io.hostward.bulk.schedule.Task;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Writes one run's events into the ledger. */
final class LedgerJournal implements Journal {
  private final Committer commits;
  private final InstantSource clock;
  private final long run;

  LedgerJournal(Committer commits, InstantSource clock, long run) {
    this.commits = commits;
    this.clock = clock;
    this.run = run;
  }

  @Override
  public CompletableFuture<Void> begin(Task task) {
    Instant now = clock.instant();
    return commits.write(
        open -> {
          open.query("update delivery set state = 'begun' where id = ?").update(task.id());
          open.query(
                  """
                  insert into attempt (delivery, number, run, begun)
                  select ?, 1 + coalesce(max(number), 0), ?, ? from attempt where delivery = ?
                  """)
              .update(task.id(), run, now, task.id());
          return nothing();
        });
  }

  // What NullAway knows of no annotation for: a future of Void completes with null.
  @SuppressWarnings("NullAway")
  private static Void nothing() {
    return null;
  }

  @Override
  public CompletableFuture<Void> arrived(Task task, CarryResult.Arrived how) {
    Instant now = clock.instant();
    return commits.write(
        open -> {
          if (how.wasThere()) {
            open.query("update delivery set state = 'there', problem = '' where id = ?")
                .update(task.id());
          } else {
            open.query(
                    """
                    update delivery set state = 'arrived', problem = '', held_size = size,
                      held_modified = modified, held_sha256 = coalesce(?, sha256), held_until = ?,
                      held_from = (
                        select begun from attempt
                        where delivery = delivery.id and outcome is null)
                    where id = ?
                    """)
                .update(how.digest().map(digest -> digest.sha256()), now, task.id());
          }
          end(
              open,
              task,
              now,
              how.wasThere() ? "was there" : "arrived",
              Optional.empty(),
              how.route(),
              "");
          return nothing();
        });
  }

  @Override
  public CompletableFuture<Void> failed(Task task, CarryResult.Failed why, boolean again) {
    Instant now = clock.instant();
    return commits.write(
        open -> {
          open.query("update delivery set state = ?, round = ?, problem = ? where id = ?")
              .update(
                  again ? Schema.OPEN : Schema.FAILED,
                  again ? task.round() + 1 : task.round(),
                  why.problem(),
                  task.id());
          end(
              open,
              task,
              now,
              "failed",
              Optional.of(why.domain().name()),
              why.route(),
              why.problem());
          return nothing();
        });
  }

  @Override
  public CompletableFuture<Void> left(Task task, String why) {
    Instant now = clock.instant();
    return commits.write(
        open -> {
          open.query("update delivery set state = 'open', problem = ? where id = ?")
              .update(why, task.id());
          end(open, task, now, "broken off", Optional.empty(), "", why);
          return nothing();
        });
  }

  private static void end(
      Database open,
      Task task,
      Instant now,
      String outcome,
      Optional<String> domain,
      String route,
      String problem)
      throws SQLException {
    open.query(
            """
            update attempt set ended = ?, outcome = ?, domain = ?, route = ?, problem = ?
            where delivery = ? and outcome is null
            """)
        .update(now, outcome, domain, route, problem, task.id());
  }

  @Override
  public CompletableFuture<Tally.Amount> putOff(
      String datastore, int round, boolean again, String why) {
    return commits.write(
        open -> {
          String rest = " where run = ? and datastore = ? and state = 'open' and round = ?";
          Tally.Amount amount =
              open.query("select count(*), total(size) from delivery" + rest)
                  .first(
                      row -> new Tally.Amount(row.getLong(1), row.getLong(2)),
                      run,
                      datastore,
                      round)
                  .orElse(Tally.Amount.NONE);
          open.query("update delivery set state = ?, round = ?, problem = ?" + rest)
              .update(
                  again ? Schema.OPEN : Schema.FAILED,
                  again ? round + 1 : round,
                  "not tried, since others to this datastore failed: " + why,
                  run,
                  datastore,
                  round);
          return amount;
        });
  }
}
