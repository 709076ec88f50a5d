package io.hostward.vsphere;

import static com.tngtech.archunit.base.DescribedPredicate.allElements;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.PackageMatchers;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenMethodsConjunction;

/** Holds the arrows between packages, and what the adapter shows to applications. */
@AnalyzeClasses(
    packages = "io.hostward.vsphere",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String VSPHERE = "io.hostward.vsphere..";
  private static final String[] CORE = {
    "io.hostward.net",
    "io.hostward.inventory",
    "io.hostward.ranking",
    "io.hostward.transfer",
    "io.hostward.spi"
  };

  @ArchTest
  static final ArchRule seesValuesAndPorts =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(CORE)
                  .or(
                      resideInAnyPackage(
                          VSPHERE,
                          "java..",
                          "javax..",
                          "org.jspecify.annotations",
                          "org.slf4j..",
                          "com.vmware.vim25..",
                          "com.github.benmanes.caffeine..",
                          "jakarta..",
                          "org.w3c.dom..",
                          "org.xml.sax..",
                          "")));

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("io.hostward.vsphere.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothingBelowSeesTheFacade =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.hostward.vsphere")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.hostward.vsphere");

  /** The one foreign type is the port that an application may hand in. */
  private static final DescribedPredicate<JavaClass> OURS_OR_THE_JDKS =
      DescribedPredicate.describe(
          "of the JDK, of core, or VimPortType",
          type ->
              type.isPrimitive()
                  || type.getName().equals("com.vmware.vim25.VimPortType")
                  || PackageMatchers.of(
                          "java..",
                          "io.hostward.net",
                          "io.hostward.inventory",
                          "io.hostward.transfer",
                          "io.hostward.spi",
                          "io.hostward.vsphere")
                      .test(type.getPackageName()));

  @ArchTest
  static final ArchRule methodsReturnOurTypesAndTheJdks =
      publicMethods().should().haveRawReturnType(OURS_OR_THE_JDKS);

  @ArchTest
  static final ArchRule parametersAreOurTypesAndTheJdks =
      publicMethods().should().haveRawParameterTypes(allElements(OURS_OR_THE_JDKS));

  private static GivenMethodsConjunction publicMethods() {
    return methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .resideInAPackage("io.hostward.vsphere");
  }

  @ArchTest static final ArchRule nothingPrints = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest
  static final ArchRule everythingLogsThroughSlf4j = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
}
