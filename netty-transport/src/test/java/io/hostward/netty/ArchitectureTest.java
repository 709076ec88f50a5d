package io.hostward.netty;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;

/** The transport sees the model, the ports and Netty, and shows nothing of Netty. */
@AnalyzeClasses(
    packages = "io.hostward.netty",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final DescribedPredicate<JavaCodeUnit> VISIBLE =
      DescribedPredicate.describe(
          "visible to embedders",
          unit ->
              unit.getOwner().getModifiers().contains(JavaModifier.PUBLIC)
                  && (unit.getModifiers().contains(JavaModifier.PUBLIC)
                      || unit.getModifiers().contains(JavaModifier.PROTECTED)));

  private static final DescribedPredicate<JavaCodeUnit> FREE_OF_NETTY =
      DescribedPredicate.describe(
          "free of Netty",
          unit ->
              unit.getAllInvolvedRawTypes().stream()
                  .noneMatch(type -> type.getPackageName().startsWith("io.netty")));

  @ArchTest
  static final ArchRule seesModelSpiAndNetty =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.hostward.netty..",
              "io.hostward.spi",
              "io.hostward.model",
              "io.netty..",
              "org.slf4j..",
              "org.jspecify.annotations",
              "java..",
              "javax.net.ssl..",
              "javax.security.auth.x500",
              "")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule showsNothingOfNetty =
      codeUnits()
          .that(are(VISIBLE))
          .should(ArchCondition.from(FREE_OF_NETTY))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule publicTypesInheritNothingOfNetty =
      noClasses()
          .that()
          .arePublic()
          .should()
          .beAssignableTo(
              DescribedPredicate.describe(
                  "types of Netty", type -> type.getPackageName().startsWith("io.netty")))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("io.hostward.(**)").should().beFreeOfCycles().allowEmptyShould(true);

  @ArchTest
  static final ArchRule nobodySleeps =
      noClasses().should().callMethod(Thread.class, "sleep", long.class).allowEmptyShould(true);
}
