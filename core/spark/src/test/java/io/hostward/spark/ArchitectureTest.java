package io.hostward.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/** What the module exports, and what it may use; Spark forbids a module descriptor. */
@AnalyzeClasses(
    packages = "io.hostward.spark",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule onlyTheseArePublic =
      classes()
          .that()
          .arePublic()
          .and()
          .areTopLevelClasses()
          .should()
          .haveNameMatching(
              ".*\\.(DistributionJob|JobSettings|JobLimits|JobReport|ServerSettings|LoginSource|Main)");

  @ArchTest
  static final ArchRule onlyOneClassNeedsSparkSql =
      noClasses()
          .that()
          .doNotHaveSimpleName("Tables")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark.sql..");

  @ArchTest
  static final ArchRule itStandsOnTheLibraryAndSpark =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.hostward..",
              "org.apache.spark..",
              "org.apache.hadoop.conf",
              "org.apache.hadoop.fs",
              "scala..",
              "com.fasterxml.jackson.core..",
              "picocli",
              "org.slf4j",
              "org.jspecify.annotations",
              "java..",
              "");

  @ArchTest
  static final ArchRule timeIsHandedIn =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class);

  @ArchTest
  static final ArchRule onlyTheProgramPrints =
      noClasses()
          .that()
          .doNotHaveSimpleName("Main")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");
}
