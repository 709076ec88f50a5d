package io.hostward.peers.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrivalsTest {
  private static final Delivery A = new Delivery(Path.of("a"), 10, "a.bin");
  private static final Delivery B = new Delivery(Path.of("b"), 20, "b.bin");

  @TempDir Path folder;
  private Path log;
  private Arrivals arrivals;

  @BeforeEach
  void begin() throws Exception {
    log = Files.writeString(folder.resolve("log"), "port 1\n");
    arrivals = new Arrivals(log, 7);
  }

  @Test
  void whatCameIsWhatWasSent() throws Exception {
    note("PUT /folder/b.bin?dsName=peers 20 TLSv1.3 X r");
    note("PUT /folder/a.bin?dsName=peers 10 TLSv1.3 X .");

    assertThat(arrivals.verify(List.of(A, B), true)).isEqualTo(new Spoken("TLSv1.3 X", 2, 1));
  }

  @Test
  void eachLineCountsOnce() throws Exception {
    note("PUT /folder/a.bin?dsName=peers 10 TLSv1.3 X .");
    arrivals.verify(List.of(A), true);
    note("PUT /folder/b.bin?dsName=peers 20 TLSv1.3 X .");

    assertThat(arrivals.verify(List.of(B), true).connections()).isEqualTo(1);
  }

  @Test
  void bytesThatAreMissingAreMissed() throws Exception {
    note("PUT /folder/a.bin?dsName=peers 9 TLSv1.3 X .");

    assertThatThrownBy(() -> arrivals.verify(List.of(A), true))
        .isInstanceOf(IOException.class)
        .hasMessage("of the 10 bytes of a.bin came 9");
  }

  @Test
  void aFileThatCameTwiceIsNoSuccess() throws Exception {
    note("PUT /folder/a.bin?dsName=peers 10 TLSv1.3 X .");
    note("PUT /folder/a.bin?dsName=peers 10 TLSv1.3 X .");

    assertThatThrownBy(() -> arrivals.verify(List.of(A), true))
        .hasMessage("of the 10 bytes of a.bin came 10 and 10");
  }

  @Test
  void whatAFailedClientSentIsForgotten() throws Exception {
    note("PUT /folder/a.bin?dsName=peers 10 TLSv1.3 X .");
    arrivals.forget();
    note("PUT /folder/a.bin?dsName=peers 10 TLSv1.3 X .");

    assertThat(arrivals.verify(List.of(A), true).connections()).isEqualTo(1);
  }

  @Test
  void aFileThatNobodyWasToSendIsNoSuccess() throws Exception {
    note("PUT /folder/a.bin?dsName=peers 10 TLSv1.3 X .");
    note("PUT /folder/c.bin?dsName=peers 10 TLSv1.3 X .");

    assertThatThrownBy(() -> arrivals.verify(List.of(A), true)).hasMessageContaining("c.bin");
  }

  private void note(String line) throws IOException {
    Files.writeString(log, line + "\n", StandardOpenOption.APPEND);
  }
}
