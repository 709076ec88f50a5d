package io.hostward;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Holds the arrows between packages. */
@AnalyzeClasses(packages = "io.hostward", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String FACADE = "io.hostward";
  private static final String NET = "io.hostward.net";
  private static final String INVENTORY = "io.hostward.inventory";
  private static final String MEMORY = "io.hostward.memory";
  private static final String RANKING = "io.hostward.ranking";
  private static final String TRANSFER = "io.hostward.transfer";
  private static final String SPI = "io.hostward.spi";
  private static final String UPLOAD = "io.hostward.upload";
  private static final String DOWNLOAD = "io.hostward.download";
  private static final String PIPELINE = "io.hostward.pipeline";

  /** From the ground up: each sees those before it. */
  private static final List<String> PACKAGES =
      List.of(NET, INVENTORY, MEMORY, RANKING, TRANSFER, SPI, UPLOAD, DOWNLOAD, PIPELINE, FACADE);

  private static final String[] EXPORTED =
      PACKAGES.stream().filter(name -> !name.equals(PIPELINE)).toArray(String[]::new);

  private static final Set<String> LOGGING_ALLOWED = Set.of(PIPELINE, FACADE);
  private static final String NULLNESS = "org.jspecify.annotations";
  private static final String LOGGING = "org.slf4j..";

  @ArchTest
  static final ArchRule everyPackageIsInTheList =
      classes().should().resideInAnyPackage(PACKAGES.toArray(String[]::new));

  @ArchTest
  static void packagesSeeThoseBelow(JavaClasses classes) {
    for (String name : PACKAGES) {
      List<String> seen = new ArrayList<>(PACKAGES.subList(0, PACKAGES.indexOf(name) + 1));
      seen.addAll(List.of("java..", NULLNESS, ""));
      if (name.equals(NET)) {
        seen.addAll(List.of("javax.net.ssl", "javax.security.auth.x500"));
      }
      if (LOGGING_ALLOWED.contains(name)) {
        seen.add(LOGGING);
      }
      classes()
          .that()
          .resideInAPackage(name)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(seen.toArray(String[]::new))
          .check(classes);
    }
  }

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("io.hostward.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule signaturesMentionOurTypesAndTheJdks =
      classes()
          .that()
          .arePublic()
          .and()
          .resideOutsideOfPackage(PIPELINE)
          .should(Signatures.mention(EXPORTED));

  @ArchTest
  static final ArchRule thePipelineIsPublicOnlyWhereTheFacadeNeedsIt =
      classes()
          .that()
          .resideInAPackage(PIPELINE)
          .and()
          .areTopLevelClasses()
          .and()
          .arePublic()
          .should(Signatures.beUsedIn(FACADE))
          .allowEmptyShould(true);

  /**
   * By whatever class: TimeUnit sleeps as Thread does. The one pause is handed in with the time.
   */
  @ArchTest
  static final ArchRule nothingSleeps =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(PIPELINE + ".Pause")
          .should()
          .callMethodWhere(target(name("sleep")));

  @ArchTest static final ArchRule nothingPrints = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest
  static final ArchRule everythingLogsThroughSlf4j = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
}
