package io.hostward.vsphere.session;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.vsphere.VimVSphere;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BindingCheckTest {
  @TempDir Path folder;

  @Test
  void oneBindingPasses() {
    assertThatCode(() -> BindingCheck.requireOneBinding(VimVSphere.class.getClassLoader()))
        .doesNotThrowAnyException();
  }

  @Test
  void secondCopyIsNamedWithBothJarsAndTheRemedy() throws IOException {
    Path one = jar("vim25-8.0.jar", "com/vmware/vim25/ManagedObjectReference.class");
    Path two = jar("yavijava-6.0.jar", "com/vmware/vim25/ManagedObjectReference.class");
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {one.toUri().toURL(), two.toUri().toURL()}, null)) {
      assertThatThrownBy(() -> BindingCheck.requireOneBinding(loader))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("vim25-8.0.jar")
          .hasMessageContaining("yavijava-6.0.jar")
          .hasMessageContaining("exclude io.hostward:hostward-vim25");
    }
  }

  @Test
  void copyThatHasOnlyThePortIsSeenToo() throws IOException {
    Path one = jar("a.jar", "com/vmware/vim25/VimPortType.class");
    Path two = jar("b.jar", "com/vmware/vim25/VimPortType.class");
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {one.toUri().toURL(), two.toUri().toURL()}, null)) {
      assertThatThrownBy(() -> BindingCheck.requireOneBinding(loader))
          .hasMessageContaining("a.jar")
          .hasMessageContaining("b.jar");
    }
  }

  private Path jar(String name, String entry) throws IOException {
    Path jar = folder.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(new byte[] {1});
    }
    return jar;
  }
}
