package io.hostward.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Command line and benchmarks use Hostward as any application would. */
@AnalyzeClasses(
    packages = {"io.hostward.cli", "io.hostward.bench"},
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule seesThePublicApiAlone =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.hostward.pipeline..", "com.vmware..", "io.netty..");

  @ArchTest
  static final ArchRule benchmarksKnowNothingOfTheCommandLine =
      noClasses()
          .that()
          .resideInAPackage("io.hostward.bench..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.hostward.cli..", "picocli..");

  @ArchTest
  static final ArchRule onlyMicroBenchmarksBringTheirOwnLab =
      noClasses()
          .that()
          .resideInAPackage("io.hostward.bench..")
          .and()
          .resideOutsideOfPackage("io.hostward.bench.micro")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.hostward.lab..");

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("io.hostward.(**)").should().beFreeOfCycles();
}
