package io.hostward.experiment;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Experiments use Hostward as any other application would. */
@AnalyzeClasses(
    packages = "io.hostward.experiment",
    importOptions = ImportOption.DoNotIncludeTests.class)
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
          .resideInAnyPackage(
              "io.hostward.lab..",
              "io.hostward.simulation..",
              "io.hostward.jmh..",
              "org.openjdk.jmh..");

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("io.hostward.(**)").should().beFreeOfCycles();
}
