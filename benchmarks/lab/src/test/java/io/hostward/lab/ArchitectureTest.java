package io.hostward.lab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The lab shares no code with what it tests, so that it cannot share its mistakes. */
@AnalyzeClasses(packages = "io.hostward.lab", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule seesNothingOfHostward =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.hostward.lab..",
              "com.vmware.vim25..",
              "io.netty..",
              "jakarta..",
              "com.sun.xml..",
              "org.glassfish.jaxb..",
              "org.slf4j..",
              "org.junit.jupiter.api..",
              "org.jspecify.annotations",
              "java..",
              "javax..",
              "org.w3c.dom..",
              "org.xml.sax..",
              "")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("io.hostward.(**)").should().beFreeOfCycles().allowEmptyShould(true);
}
