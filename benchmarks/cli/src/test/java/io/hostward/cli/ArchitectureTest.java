package io.hostward.cli;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The command line uses Hostward as any other application would. */
@AnalyzeClasses(packages = "io.hostward.cli", importOptions = ImportOption.DoNotIncludeTests.class)
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
  static final ArchRule dependsOnNoBenchmark =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.hostward.jmh..", "org.openjdk.jmh..");

  @ArchTest
  static final ArchRule whatCommandsShareKnowsNoCommand =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.hostward.cli.text..",
              "io.hostward.cli.report..",
              "io.hostward.cli.connect..",
              "io.hostward.cli.console..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.hostward.cli",
              "io.hostward.cli.lab..",
              "io.hostward.cli.site..",
              "io.hostward.cli.upload..",
              "io.hostward.cli.files..",
              "io.hostward.cli.bulk..",
              "io.hostward.cli.hosts..",
              "io.hostward.cli.compare..",
              "io.hostward.cli.experiment..",
              "io.hostward.cli.trace..",
              "io.hostward.cli.simulate..",
              "io.hostward.cli.startup..",
              "io.hostward.cli.testbed..");

  @ArchTest
  static final ArchRule nothingSleeps = noClasses().should().callMethodWhere(target(name("sleep")));

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("io.hostward.(**)").should().beFreeOfCycles();
}
