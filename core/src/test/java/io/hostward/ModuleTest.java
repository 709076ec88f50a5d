package io.hostward;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What applications on the module path can see. */
class ModuleTest {
  @Test
  void everythingButThePipelineIsExported() throws URISyntaxException {
    Path classes =
        Path.of(Hostward.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    ModuleDescriptor module =
        ModuleFinder.of(classes).find("io.hostward").orElseThrow().descriptor();
    assertThat(module.packages()).contains("io.hostward.pipeline");
    assertThat(module.exports().stream().map(ModuleDescriptor.Exports::source))
        .containsExactlyInAnyOrderElementsOf(
            module.packages().stream().filter(name -> !name.endsWith(".pipeline")).toList());
    assertThat(module.exports()).noneMatch(ModuleDescriptor.Exports::isQualified);
  }
}
