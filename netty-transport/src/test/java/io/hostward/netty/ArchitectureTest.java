package io.hostward.netty;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows of the design, as far as this module has them. */
class ArchitectureTest {
  private final JavaClasses production =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.hostward.netty");

  @Test
  void theTransportSeesOnlyRequestsAndThePortThatItFills() {
    classes()
        .that()
        .resideInAPackage("io.hostward.netty")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.hostward.netty",
            "io.hostward.net",
            "io.hostward.transfer",
            "io.hostward.spi",
            "io.netty..",
            "java..",
            "javax.net.ssl",
            "javax.security.auth.x500",
            "org.jspecify.annotations",
            "org.slf4j")
        .check(production);
  }

  @Test
  void nothingOfNettyShows() {
    methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .should()
        .haveRawReturnType(
            com.tngtech.archunit.base.DescribedPredicate.describe(
                "not of Netty", type -> !type.getPackageName().startsWith("io.netty")))
        .check(production);
  }
}
