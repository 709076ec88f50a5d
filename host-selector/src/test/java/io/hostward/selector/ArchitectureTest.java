package io.hostward.selector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/** Policies are pure: they see the model and the ports, do no I/O and read no clock. */
@AnalyzeClasses(
    packages = "io.hostward.selector",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule seesModelAndSpi =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.hostward.selector..",
              "io.hostward.spi",
              "io.hostward.ranking",
              "io.hostward.memory",
              "io.hostward.inventory",
              "io.hostward.net",
              "org.jspecify.annotations",
              "java.lang..",
              "java.util..",
              "java.math",
              "java.time..",
              "")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule readsNoClock =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(java.time.Clock.class, java.time.InstantSource.class)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("io.hostward.(**)").should().beFreeOfCycles().allowEmptyShould(true);
}
