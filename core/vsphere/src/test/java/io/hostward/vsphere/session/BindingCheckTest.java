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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Test
  void annotationsAreThere() {
    assertThatCode(() -> BindingCheck.requireAnnotations(VimVSphere.class.getClassLoader()))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "jakarta.xml.bind-api-2.3.3.jar, javax/xml/bind/annotation/XmlType.class, jakarta.xml.ws",
    "jakarta.xml.ws-api-2.3.3.jar, javax/xml/ws/WebServiceException.class, jakarta.xml.bind"
  })
  void anApiOfBeforeTheRenamingIsNamed(String old, String entry, String inOrder) throws Exception {
    Path jar = jar(old, entry);
    ClassLoader without = new OneMore(inOrder);
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, without)) {
      assertThatThrownBy(() -> BindingCheck.requireAnnotations(loader))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(old)
          .hasMessageContaining("have it keep 4.0 or later");
    }
  }

  @Test
  void anApiThatIsMissingIsNamed() {
    assertThatThrownBy(() -> BindingCheck.requireAnnotations(new OneMore("jakarta.xml.bind")))
        .hasMessageContaining("add jakarta.xml.ws:jakarta.xml.ws-api");
  }

  /** The JDK, and one of the APIs. */
  private static final class OneMore extends ClassLoader {
    private final String api;

    OneMore(String api) {
      super(getPlatformClassLoader());
      this.api = api;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith(api)) {
        return Class.forName(name, false, BindingCheckTest.class.getClassLoader());
      }
      throw new ClassNotFoundException(name);
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
