package io.hostward.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.inventory.DatastorePath;
import io.hostward.net.HostAddress;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.Route;
import io.hostward.transfer.UploadSource;
import io.hostward.upload.Stage;
import io.hostward.upload.UploadEvent;
import io.hostward.upload.UploadRequest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TransferProgressTest {
  private static final long MIB = 1 << 20;
  private static final DatastorePath TARGET = DatastorePath.parse("[vmstore] disk.iso");
  private static final Route RELAY = new Route.Relay(HostAddress.https("vc.lab"));
  private static final UploadEvent.Origin ORIGIN =
      new UploadEvent.Origin(
          UploadRequest.of(UploadSource.of(new byte[0]), TARGET), UUID.randomUUID(), Instant.EPOCH);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final AtomicLong now = new AtomicLong();

  @Test
  void printsALineEveryFiveSeconds() {
    TransferProgress progress = new TransferProgress("disk.iso", ProgressView.lines(out), now::get);
    progress.heard(new UploadEvent.RouteBegun(ORIGIN, RELAY, TARGET));

    for (int second = 0; second <= 11; second++) {
      progress.heard(new UploadEvent.BytesSent(ORIGIN, second * MIB, 20 * MIB));
      now.addAndGet(Duration.ofSeconds(1).toNanos());
    }
    progress.end();

    assertThat(text())
        .containsExactly(
            "disk.iso: relay through vCenter vc.lab:443",
            "disk.iso: 25%, 5.24 MB of 21 MB, 1.05 MB/s, 0:15 left",
            "disk.iso: 50%, 10.5 MB of 21 MB, 1.05 MB/s, 0:10 left");
  }

  @Test
  void drawsTheBarOverItselfTenTimesASecondAtMost() {
    TransferProgress progress =
        new TransferProgress("disk.iso", ProgressView.bar(out, 80), now::get);

    for (int i = 0; i <= 1000; i++) {
      progress.heard(new UploadEvent.BytesSent(ORIGIN, i, 1000));
      now.addAndGet(Duration.ofMillis(1).toNanos());
    }
    progress.end();

    String[] drawings = bytes.toString(StandardCharsets.UTF_8).split("\r\033\\[K", -1);
    assertThat(drawings).hasSizeBetween(11, 13).endsWith("");
    assertThat(drawings[drawings.length - 2]).contains("100%");
    assertThat(drawings).allMatch(drawing -> drawing.length() < 80);
  }

  @Test
  void anotherAttemptBeginsTheRateAnew() {
    RecentRate meter = new RecentRate();
    meter.record(0, 0);
    meter.record(Duration.ofSeconds(1).toNanos(), 500);
    assertThat(meter.rate()).hasValue(new ByteRate(500));

    meter.record(Duration.ofSeconds(2).toNanos(), 0);
    assertThat(meter.rate()).isEmpty();
  }

  @Test
  void theRateIsThatOfTheLastSeconds() {
    RecentRate meter = new RecentRate();
    long total = 0;
    for (int ms = 0; ms <= 20_000; ms += 10) {
      total += ms < 10_000 ? 1_000 : 10;
      meter.record(Duration.ofMillis(ms).toNanos(), total);
    }

    assertThat(meter.rate())
        .hasValueSatisfying(r -> assertThat(r.bytesPerSecond()).isLessThan(1100));
  }

  @Test
  void saysOnceWhatItWaitsFor() {
    TransferProgress progress = new TransferProgress("disk.iso", ProgressView.lines(out), now::get);
    List.of("no answer", "no answer", "HTTP status 503", "HTTP status 503")
        .forEach(why -> progress.heard(waiting(why)));
    progress.heard(new UploadEvent.StageBegun(ORIGIN, Stage.PUBLICATION));
    progress.heard(waiting("HTTP status 503"));

    assertThat(text())
        .containsExactly(
            "disk.iso: waiting, asking again: no answer",
            "disk.iso: waiting, asking again: HTTP status 503",
            "disk.iso: waiting, asking again: HTTP status 503");
  }

  private static UploadEvent waiting(String why) {
    return new UploadEvent.Waiting(ORIGIN, FailureDomain.VCENTER, why, Instant.EPOCH);
  }

  @Test
  void controlCharactersOfANameDoNotReachTheTerminal() {
    TransferProgress progress =
        new TransferProgress("a\033[2Jb", ProgressView.lines(out), now::get);
    progress.heard(new UploadEvent.RouteBegun(ORIGIN, RELAY, TARGET));

    assertThat(text()).containsExactly("a\\u001b[2Jb: relay through vCenter vc.lab:443");
  }

  private String[] text() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toArray(String[]::new);
  }
}
