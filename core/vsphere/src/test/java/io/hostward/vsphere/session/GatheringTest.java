package io.hostward.vsphere.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class GatheringTest {
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final List<List<Integer>> questions = new ArrayList<>();
  private final Gathering<Integer, String> gathering = new Gathering<>(this::answer, 3, tasks::add);

  /**
   * A negative number fails the question, zero the server, a thousand the machine and two the code.
   */
  private void answer(Map<Integer, CompletableFuture<String>> asked) throws VSphereException {
    questions.add(List.copyOf(asked.keySet()));
    if (asked.containsKey(1_000)) {
      throw new OutOfMemoryError("none left");
    }
    if (asked.containsKey(2_000)) {
      throw new IllegalArgumentException("what is that?");
    }
    for (int number : asked.keySet()) {
      if (number <= 0) {
        throw new VSphereException(number < 0 ? Kind.FAULT : Kind.NO_ANSWER, "no " + number, null);
      }
    }
    asked.forEach((number, told) -> told.complete("number " + number));
  }

  private List<CompletableFuture<String>> ask(int... numbers) {
    List<CompletableFuture<String>> answers = new ArrayList<>();
    for (int number : numbers) {
      answers.add(gathering.ask(number));
    }
    return answers;
  }

  private void run() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  private static Throwable failure(CompletableFuture<String> answer) {
    try {
      throw new AssertionError("it did not fail: " + answer.get());
    } catch (ExecutionException | InterruptedException e) {
      return e.getCause();
    }
  }

  @Test
  void whatIsWaitedForIsAskedForTogetherAndTwiceTheSameOnce() {
    List<CompletableFuture<String>> answers = ask(1, 2, 1, 3, 4, 5);
    assertThat(tasks).as("one question at a time").hasSize(1);
    run();
    assertThat(questions).containsExactly(List.of(1, 2, 3), List.of(4, 5));
    assertThat(answers)
        .extracting(CompletableFuture::join)
        .containsExactly("number 1", "number 2", "number 1", "number 3", "number 4", "number 5");
    ask(1);
    run();
    assertThat(questions).as("nothing is remembered").endsWith(List.of(1));
  }

  @Test
  void whatTheServerSaysOfOneIsNotHeldAgainstTheOthers() {
    List<CompletableFuture<String>> answers = ask(1, -2, 3);
    run();
    assertThat(questions).containsExactly(List.of(1, -2, 3), List.of(1), List.of(-2), List.of(3));
    assertThat(answers.get(0)).isCompletedWithValue("number 1");
    assertThat(failure(answers.get(1))).hasMessage("no -2");
    assertThat(answers.get(2)).isCompletedWithValue("number 3");
  }

  @Test
  void whatIsSaidOfTheServerIsSaidToAllAndAskedOnce() {
    List<CompletableFuture<String>> answers = ask(1, 0, 3, 4);
    run();
    assertThat(questions).containsExactly(List.of(1, 0, 3), List.of(4));
    assertThat(answers.subList(0, 3))
        .allSatisfy(answer -> assertThat(failure(answer)).hasMessage("no 0"));
    assertThat(answers.get(3)).isCompletedWithValue("number 4");
  }

  @Test
  void aServerThatFallsSilentIsNotWaitedForByEachOfThem() {
    List<CompletableFuture<String>> answers = ask(-2, 0, 3);
    run();
    assertThat(questions).containsExactly(List.of(-2, 0, 3), List.of(-2), List.of(0));
    assertThat(failure(answers.get(2))).hasMessage("no 0");
  }

  @Test
  void whatIsOddAboutOneIsNotTheOthersFailure() {
    List<CompletableFuture<String>> answers = ask(1, 2_000, 3);
    run();
    assertThat(answers.get(0)).isCompletedWithValue("number 1");
    assertThat(failure(answers.get(1))).hasMessage("what is that?");
    assertThat(answers.get(2)).isCompletedWithValue("number 3");
  }

  @Test
  void anErrorIsToldToThoseThatWaitAndTheNextAreAskedFor() {
    List<CompletableFuture<String>> answers = ask(1_000, 1, 2, 3);
    run();
    assertThat(failure(answers.get(1))).isInstanceOf(OutOfMemoryError.class);
    assertThat(answers.get(3)).isCompletedWithValue("number 3");
  }

  @Test
  void whereThereIsNoThreadForItNobodyWaitsForEver() {
    Gathering<Integer, String> refused =
        new Gathering<>(
            this::answer,
            3,
            task -> {
              throw new RejectedExecutionException("no thread");
            });
    for (int i = 0; i < 2; i++) {
      CompletableFuture<String> answer = refused.ask(1);
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(answer::get)
          .withCauseInstanceOf(RejectedExecutionException.class);
    }
  }

  @Test
  void aQuestionThatIsForgottenFails() {
    Gathering<Integer, String> forgetful = new Gathering<>(asked -> {}, 3, Runnable::run);
    assertThat(failure(forgetful.ask(1))).isInstanceOf(IllegalStateException.class);
  }
}
