package io.hostward.cli.lab;

import io.hostward.lab.Lab;
import io.hostward.lab.LabHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The certificates of a lab's servers in a temporary file, so that curl, govc and Hostward can
 * verify them.
 *
 * @param file PEM
 */
record LabCertificates(Path file) implements AutoCloseable {

  static LabCertificates write(Lab lab) throws IOException {
    StringBuilder pem = new StringBuilder(lab.vcenter().identity().pem());
    for (LabHost host : lab.hosts()) {
      pem.append('\n').append(host.identity().pem());
    }
    Path file = Files.createTempFile("hostward-lab-", ".pem");
    Files.writeString(file, pem);
    return new LabCertificates(file);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
