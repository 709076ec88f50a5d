package io.hostward.jmh;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Benchmarks use Hostward as any other application would. */
@AnalyzeClasses(packages = "io.hostward.jmh", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule seesThePublicApiAlone =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.hostward.pipeline..",
              "io.netty..",
              "com.vmware..",
              "jakarta.xml..",
              "com.sun.xml..");

  @ArchTest
  static final ArchRule knowsNothingOfTheCommandLine =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.hostward.cli..", "picocli..");

  @ArchTest
  static final ArchRule standsAlone =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.hostward.experiment..", "io.hostward.simulation..");

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("io.hostward.(**)").should().beFreeOfCycles();
}
