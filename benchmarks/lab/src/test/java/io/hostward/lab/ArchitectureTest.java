package io.hostward.lab;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between the lab's packages. */
final class ArchitectureTest {
  private static final JavaClasses LAB =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.hostward.lab");

  @Test
  void labSharesNoCodeWithTheLibraryThatItTests() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.hostward..").and(not(resideInAPackage("io.hostward.lab.."))))
        .check(LAB);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("io.hostward.lab.(*)..").should().beFreeOfCycles().check(LAB);
  }

  @Test
  void nothingDependsOnTheFront() {
    noClasses()
        .that()
        .resideInAPackage("io.hostward.lab.*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.hostward.lab")
        .check(LAB);
  }

  @Test
  void vocabularyDependsOnTheJdkAlone() {
    classes()
        .that()
        .resideInAnyPackage("io.hostward.lab.model", "io.hostward.lab.fault")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "org.jspecify..", "io.hostward.lab.model", "io.hostward.lab.fault")
        .check(LAB);
  }

  @Test
  void junitIsOptional() {
    noClasses()
        .that()
        .doNotHaveSimpleName("LabExtension")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.junit..")
        .check(LAB);
  }
}
