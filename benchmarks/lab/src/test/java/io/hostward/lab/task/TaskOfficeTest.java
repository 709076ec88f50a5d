package io.hostward.lab.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.vmware.vim25.TaskInfo;
import com.vmware.vim25.TaskInfoState;
import io.hostward.lab.vim.Ref;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TaskOfficeTest {
  private static TaskOffice office() {
    return new TaskOffice(InstantSource.system(), () -> Duration.ZERO, () -> {});
  }

  private static TaskOrder order(Callable<Object> work) {
    return new TaskOrder("FileManager", "CopyDatastoreFile_Task", null, null, "user", work);
  }

  private static boolean isDone(TaskOffice office, Ref task) {
    var info = (TaskInfo) Objects.requireNonNull(office.find(task)).read("info");
    return Objects.requireNonNull(info).getState() == TaskInfoState.SUCCESS;
  }

  /** A copy of hours would otherwise hold up every move. */
  @Test
  void longTaskHoldsUpNoOther() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (TaskOffice office = office()) {
      CountDownLatch others = new CountDownLatch(2);
      office.start(order(() -> over.await(20, TimeUnit.SECONDS)));
      for (int i = 0; i < 2; i++) {
        office.start(
            order(
                () -> {
                  others.countDown();
                  return "done";
                }));
      }
      assertThat(others.await(10, TimeUnit.SECONDS)).isTrue();
      over.countDown();
    }
  }

  /** Whoever closes the lab deletes its folders next. */
  @Test
  void nothingIsAtWorkOnceItIsClosed() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean letGo = new AtomicBoolean();
    TaskOffice office = office();
    Ref task =
        office.start(
            order(
                () -> {
                  begun.countDown();
                  try {
                    new CountDownLatch(1).await();
                    return "done";
                  } finally {
                    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
                    while (System.nanoTime() < until) {
                      Thread.onSpinWait();
                    }
                    letGo.set(true);
                  }
                }));
    begun.await();
    office.close();

    assertThat(letGo).isTrue();
    assertThat(isDone(office, task)).isFalse();
  }
}
