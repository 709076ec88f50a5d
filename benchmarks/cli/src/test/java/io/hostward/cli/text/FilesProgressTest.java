package io.hostward.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.UploadSource;
import io.hostward.upload.Outcome;
import io.hostward.upload.TargetState;
import io.hostward.upload.UploadEvent;
import io.hostward.upload.UploadRequest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FilesProgressTest {
  private static final int MIB = 1 << 20;
  private static final byte[] CONTENT = new byte[MIB];

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final AtomicLong now = new AtomicLong();
  private final List<UploadEvent.Origin> uploads = new ArrayList<>();

  @Test
  void hundredsOfFilesAreALineEveryFiveSeconds() {
    FilesProgress progress = of(500, ProgressView.lines(out));
    for (int file = 0; file < 500; file++) {
      upload(progress, file);
      now.addAndGet(Duration.ofMillis(50).toNanos());
    }
    progress.end();

    assertThat(text()).hasSize(4);
    assertThat(text()[0]).isEqualTo("100 of 500 files: 20%, 105 MB of 524 MB, 21 MB/s, 0:20 left");
  }

  @Test
  void aTerminalShowsAllAndEachThatIsUnderWay() {
    FilesProgress progress = of(12, ProgressView.bar(out, 80));
    for (int file = 0; file < 12; file++) {
      progress.heard(new UploadEvent.Begun(uploads.get(file)));
    }
    // The next drawing is a tenth of a second after the last.
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    bytes.reset();
    progress.heard(new UploadEvent.BytesSent(uploads.get(1), MIB / 2, MIB));

    String[] drawn = bytes.toString(StandardCharsets.UTF_8).split("\r\033\\[K", -1);
    assertThat(drawn)
        .hasSize(10)
        .allMatch(line -> line.replace("\033[J", "").stripTrailing().length() < 80);
    assertThat(drawn[1]).contains("0 of 12 files", "4%", "524 kB");
    assertThat(drawn[2]).contains("file-0", "0%");
    assertThat(drawn[3]).contains("file-1", "[===", "50%");
  }

  @Test
  void drawsOverAsManyLinesAsItDrewAndErasesThem() {
    FilesProgress progress = of(2, ProgressView.bar(out, 80));
    progress.heard(new UploadEvent.Begun(uploads.get(0)));
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    progress.heard(new UploadEvent.Begun(uploads.get(1)));
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    bytes.reset();

    progress.heard(ended(uploads.get(0)));
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .startsWith("\033[2A\r\033[K")
        .endsWith("\033[J");
    bytes.reset();

    progress.aside(() -> out.print("file-0"));
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("\033[1A\r\033[K\033[Jfile-0");
  }

  @Test
  void whatManyWaitForIsToldOnceAndWhatHasEndedIsNotShown() {
    FilesProgress progress = of(3, ProgressView.lines(out));
    uploads.forEach(upload -> progress.heard(new UploadEvent.Begun(upload)));
    uploads.forEach(upload -> progress.heard(waiting(upload, "HTTP status 503")));
    progress.heard(ended(uploads.get(0)));
    progress.heard(waiting(uploads.get(0), "too late"));
    progress.end();
    progress.heard(waiting(uploads.get(1), "HTTP status 502"));

    assertThat(text()).containsExactly("file-0: waiting, asking again: HTTP status 503");
  }

  private FilesProgress of(int files, ProgressView view) {
    for (int file = 0; file < files; file++) {
      DatastorePath target = DatastorePath.parse("[vmstore] file-" + file);
      uploads.add(
          new UploadEvent.Origin(
              UploadRequest.of(UploadSource.of(CONTENT), target),
              UUID.randomUUID(),
              Instant.EPOCH));
    }
    return new FilesProgress(files, (long) files * MIB, view, now::get);
  }

  private void upload(FilesProgress progress, int file) {
    UploadEvent.Origin origin = uploads.get(file);
    progress.heard(new UploadEvent.Begun(origin));
    progress.heard(new UploadEvent.BytesSent(origin, MIB, MIB));
    progress.heard(ended(origin));
  }

  private static UploadEvent ended(UploadEvent.Origin origin) {
    return new UploadEvent.Ended(origin, new Outcome(TargetState.NEW, List.of(), List.of(), null));
  }

  private static UploadEvent waiting(UploadEvent.Origin origin, String why) {
    return new UploadEvent.Waiting(origin, FailureDomain.VCENTER, why, Instant.EPOCH);
  }

  private String[] text() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toArray(String[]::new);
  }
}
