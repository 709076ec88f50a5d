package io.hostward.lab.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.lab.model.UserModel;
import io.hostward.lab.ticket.Redemption.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

final class TicketOfficeTest {
  private static final Duration LIFETIME = Duration.ofSeconds(120);
  private static final UserModel USER = new UserModel("u", "secret-password");

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final TicketOffice office = new TicketOffice(LIFETIME, now::get);

  /** Every combination of what may differ, against the rule written down a second time. */
  @Property
  void acceptedExactlyWhenEverythingMatches(
      @ForAll boolean sameHost,
      @ForAll boolean anyMethod,
      @ForAll boolean sameMethod,
      @ForAll boolean sameUrl,
      @ForAll @IntRange(min = 0, max = 240) int secondsLater) {
    @Nullable String method = anyMethod ? null : "PUT";
    ServiceTicket ticket = office.issue("host-1", method, "/folder/a?b=c", USER);
    now.updateAndGet(t -> t.plusSeconds(secondsLater));

    Redemption redemption =
        office.redeem(
            ticket.id(),
            sameHost ? "host-1" : "host-2",
            sameMethod ? "PUT" : "GET",
            sameUrl ? "/folder/a?b=c" : "/folder/a?b=%63");

    boolean expected = sameHost && (anyMethod || sameMethod) && sameUrl && secondsLater < 120;
    assertThat(redemption.accepted()).isEqualTo(expected);
    assertThat(office.redeem(ticket.id(), "host-1", "PUT", "/folder/a?b=c").verdict())
        .as("presented once, it is spent")
        .isEqualTo(Verdict.SPENT);
  }

  @Example
  void unknownTicketsAreUnknownAndNothingPrintsAnId() {
    ServiceTicket ticket = office.issue("host-1", null, "/folder", USER);

    assertThat(office.redeem("cst-guess", "host-1", "PUT", "/folder").verdict())
        .isEqualTo(Verdict.UNKNOWN);
    assertThat(ticket.toString()).doesNotContain(ticket.id()).doesNotContain("secret");
  }
}
