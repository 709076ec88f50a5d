package io.hostward.bulk.ledger;

import io.hostward.bulk.progress.Tally;
import io.hostward.bulk.schedule.CarryResult;
import io.hostward.bulk.schedule.HeldFolder;
import io.hostward.bulk.schedule.Journal;
import io.hostward.bulk.schedule.Publication;
import io.hostward.bulk.schedule.Task;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Writes one run's events into the ledger. */
final class LedgerJournal implements Journal {
  private final Database database;
  private final Committer commits;
  private final InstantSource clock;
  private final long run;

  LedgerJournal(Database database, Committer commits, InstantSource clock, long run) {
    this.database = database;
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
  public CompletableFuture<Optional<Publication>> sent(Task task, CarryResult.Arrived how) {
    Instant now = clock.instant();
    return commits.write(
        open -> {
          open.query(
                  """
                  update delivery set state = 'sent', problem = '', look = 0,
                    sha256 = coalesce(?, sha256)
                  where id = ?
                  """)
              .update(how.digest().map(digest -> digest.sha256()), task.id());
          end(open, task, now, "sent", Optional.empty(), how.route(), "");
          return new FolderRows(database, run).due(open, task);
        });
  }

  @Override
  public CompletableFuture<Tally.Amount> published(Publication publication) {
    Instant now = clock.instant();
    return commits.write(
        open -> new FolderRows(database, run).published(open, publication.folder(), now));
  }

  @Override
  public CompletableFuture<Tally.Amount> notPublished(
      List<Long> deliveries, boolean present, int round, boolean again, String why) {
    return commits.write(
        open -> {
          Tally.Amount amount = Tally.Amount.NONE;
          for (long delivery : deliveries) {
            open.query(
                    "update delivery set state = ?, round = ?, look = ?, problem = ? where id = ?")
                .update(
                    again ? Schema.OPEN : Schema.FAILED,
                    again ? round + 1 : round,
                    present,
                    why,
                    delivery);
            amount =
                amount.plus(
                    open.query("select size from delivery where id = ?")
                        .first(row -> new Tally.Amount(1, row.getLong(1)), delivery)
                        .orElse(Tally.Amount.NONE));
          }
          return amount;
        });
  }

  @Override
  public CompletableFuture<List<HeldFolder>> hold(String datastore) {
    return commits.write(open -> new FolderRows(database, run).hold(open, datastore));
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
