package io.hostward;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Command line and benchmarks use Hostward as any other application does. */
@AnalyzeClasses(
    packages = {"io.hostward.cli", "io.hostward.bench"},
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule seeThePublicApiOnly =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.hostward.pipeline..",
              "io.netty..",
              "com.vmware.vim25..",
              "jakarta.xml..",
              "com.sun.xml..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule commandsDoNotDependOnBenchmarks =
      noClasses()
          .that()
          .resideInAPackage("io.hostward.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.openjdk.jmh..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("io.hostward.(**)").should().beFreeOfCycles().allowEmptyShould(true);
}
