package io.hostward.cli.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.cli.Cli;
import io.hostward.lab.Lab;
import io.hostward.lab.LabHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Uploads to a lab that each test finds without faults and leaves without files. */
abstract class UploadFixture {
  static final int MIB = 1 << 20;

  /** For tests that must know the host. */
  static final String IN_ORDER = "--policy=first-usable";

  static Lab lab;

  @TempDir Path folder;
  Cli cli;

  @BeforeAll
  static void startLab() {
    lab = Lab.start();
  }

  @AfterAll
  static void closeLab() {
    lab.close();
  }

  @BeforeEach
  void connect() {
    cli = Cli.against(lab);
  }

  @AfterEach
  void nothingIsLeftBehind() throws Exception {
    lab.hosts().forEach(LabHost::clearFaults);
    lab.vcenter().clearFaults();
    for (String file : lab.datastore("vmstore").files()) {
      assertThat(file).doesNotContain(".part");
      lab.datastore("vmstore").store().delete(file);
    }
    assertThat(lab.vcenter().sessions()).isZero();
  }

  Path file(String name, int size) throws IOException {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return Files.write(folder.resolve(name), content);
  }

  static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest);
  }
}
