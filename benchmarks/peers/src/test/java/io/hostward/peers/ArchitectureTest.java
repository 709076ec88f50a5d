package io.hostward.peers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What is measured is what any application could use. */
@AnalyzeClasses(
    packages = "io.hostward.peers",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule seesThePublicApiAlone =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.hostward.pipeline..", "com.vmware..", "io.hostward.cli..");

  @ArchTest
  static final ArchRule whatSendsKnowsNothingOfTheMeasurement =
      noClasses()
          .that()
          .resideInAPackage("io.hostward.peers.sender..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.hostward.peers",
              "io.hostward.peers.client..",
              "io.hostward.peers.machine..",
              "io.hostward.peers.rounds..",
              "io.hostward.peers.server..",
              "picocli..");

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("io.hostward.(**)").should().beFreeOfCycles();
}
