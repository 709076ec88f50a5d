package io.hostward.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.pipeline.fake.FakeStore;
import io.hostward.pipeline.fake.FakeTransport;
import io.hostward.pipeline.fake.Leaves;
import io.hostward.pipeline.fake.Tickets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** The entrance, one step at a time: who is let in when, and what is given back. */
class EntranceTest {

  enum Kind {
    COME,
    BODIES_OVER,
    LEAVE,
    CLOSE_TRANSPORT,
    CLOSE
  }

  /** What happens next, and to whom of those that came. */
  record Step(Kind kind, int whom) {}

  /** What the entrance told one guest. */
  private static final class Upload implements Place.Guest {
    private final Place place;
    private final List<Upload> begun;
    private boolean left;
    private boolean bodiesOver;
    private int told;
    private @Nullable Throwable refusal;

    Upload(Entrance entrance, List<Upload> begun) {
      this.place = new Place(entrance);
      this.begun = begun;
    }

    @Override
    public void mayBegin() {
      told++;
      begun.add(this);
    }

    @Override
    public void cannotBegin(Throwable why) {
      told++;
      refusal = why;
      leave();
    }

    void leave() {
      left = true;
      place.leave();
    }
  }

  @Property(tries = 2000)
  void whoComesFirstIsServedFirstAndNothingIsLost(
      @ForAll("steps") List<Step> steps,
      @ForAll @IntRange(min = 1, max = 4) int room,
      @ForAll @IntRange(min = 1, max = 3) int leaves) {
    FakeTransport transport = new FakeTransport(new FakeStore(), new Tickets());
    Leaves given = transport.leaves();
    given.most(leaves);
    Entrance entrance = new Entrance(transport, room, Runnable::run);
    List<Upload> all = new ArrayList<>();
    List<Upload> begun = new ArrayList<>();
    boolean open = true;
    boolean transportOpen = true;
    for (Step step : steps) {
      switch (step.kind()) {
        case COME -> {
          Upload upload = new Upload(entrance, begun);
          all.add(upload);
          upload.place.come(upload);
        }
        case BODIES_OVER -> {
          if (!begun.isEmpty()) {
            Upload upload = begun.get(step.whom() % begun.size());
            upload.bodiesOver = true;
            upload.place.bodiesAreOver();
          }
        }
        case LEAVE -> {
          if (!all.isEmpty()) {
            all.get(step.whom() % all.size()).leave();
          }
        }
        case CLOSE_TRANSPORT -> {
          transportOpen = false;
          given.close();
        }
        case CLOSE -> {
          open = false;
          entrance.close();
        }
      }
      check(all, begun, room, leaves, given, open && transportOpen);
    }
    all.forEach(Upload::leave);
    assertThat(given.held()).isZero();
    assertThat(given.waiting()).isZero();
    transport.close();
  }

  private static void check(
      List<Upload> all, List<Upload> begun, int room, int leaves, Leaves given, boolean open) {
    assertThat(all).allSatisfy(upload -> assertThat(upload.told).isLessThanOrEqualTo(1));
    long running = begun.stream().filter(upload -> !upload.left).count();
    long holding = begun.stream().filter(upload -> !upload.left && !upload.bodiesOver).count();
    assertThat(running).isLessThanOrEqualTo(room);
    assertThat(given.held()).isEqualTo((int) holding).isLessThanOrEqualTo(leaves);
    assertThat(begun.stream().map(all::indexOf)).as("in the order of coming").isSorted();
    List<Upload> waiting = all.stream().filter(upload -> !upload.left && upload.told == 0).toList();
    if (!open) {
      return;
    }
    assertThat(running == room || holding == leaves || waiting.isEmpty())
        .as("nobody waits for nothing")
        .isTrue();
    if (!begun.isEmpty() && !waiting.isEmpty()) {
      assertThat(all.indexOf(waiting.get(0)))
          .as("nobody is passed over")
          .isGreaterThan(all.indexOf(begun.get(begun.size() - 1)));
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequencyOf(
            Tuple.of(12, Arbitraries.just(Kind.COME)),
            Tuple.of(6, Arbitraries.just(Kind.BODIES_OVER)),
            Tuple.of(8, Arbitraries.just(Kind.LEAVE)),
            Tuple.of(1, Arbitraries.of(Kind.CLOSE_TRANSPORT, Kind.CLOSE)));
    return Combinators.combine(kinds, Arbitraries.integers().between(0, 30))
        .as(Step::new)
        .list()
        .ofMaxSize(50);
  }
}
