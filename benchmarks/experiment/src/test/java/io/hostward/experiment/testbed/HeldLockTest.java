package io.hostward.experiment.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldLockTest {
  @TempDir Path folder;

  @Test
  void isHeldByOneWhichItNamesUntilThatLetsGo() throws Exception {
    Path file = folder.resolve("lock");
    Optional<HeldLock> first = HeldLock.take(file);
    assertThat(first).isPresent();
    assertThat(HeldLock.take(file)).isEmpty();
    assertThat(HeldLock.holder(file)).isEqualTo("" + ProcessHandle.current().pid());

    first.get().close();

    try (HeldLock second = HeldLock.take(file).orElseThrow()) {
      assertThat(second).isNotNull();
    }
  }

  @Test
  void aProcessIsToldApartFromALaterOneWithItsId() {
    Running self = Running.of(ProcessHandle.current());

    assertThat(self.handle()).contains(ProcessHandle.current());
    assertThat(Running.parse(self.toString())).isEqualTo(self);
    assertThat(new Running(self.pid(), self.started() - 1).handle()).isEmpty();
  }
}
