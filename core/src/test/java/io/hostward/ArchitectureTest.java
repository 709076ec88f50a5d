package io.hostward;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows: {@code model <- spi <- pipeline <- io.hostward}, and {@code vsphere} at the side. */
@AnalyzeClasses(
    packages = "io.hostward",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutLab.class})
class ArchitectureTest {
  private static final String FACADE = "io.hostward";
  private static final String MODEL = "io.hostward.model";
  private static final String SPI = "io.hostward.spi";
  private static final String PIPELINE = "io.hostward.pipeline..";
  private static final String VSPHERE = "io.hostward.vsphere..";
  private static final String NULLNESS = "org.jspecify.annotations";
  private static final String LOGGING = "org.slf4j..";

  /** The lab is on the test class path and has rules of its own. */
  static final class WithoutLab implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/io/hostward/lab/");
    }
  }

  @ArchTest
  static final ArchRule everyPackageHasItsPlace =
      classes().should().resideInAnyPackage(FACADE, MODEL, SPI, PIPELINE, VSPHERE);

  @ArchTest
  static final ArchRule modelSeesNothing =
      sees(MODEL, MODEL, "javax.net.ssl", "javax.security.auth.x500");

  @ArchTest static final ArchRule spiSeesTheModel = sees(SPI, SPI, MODEL);

  @ArchTest
  static final ArchRule pipelineSeesTheSpi = sees(PIPELINE, PIPELINE, SPI, MODEL, LOGGING);

  @ArchTest
  static final ArchRule facadeSeesThePipeline = sees(FACADE, FACADE, PIPELINE, SPI, MODEL, LOGGING);

  @ArchTest
  static final ArchRule vsphereSeesTheSpi =
      sees(
          VSPHERE,
          VSPHERE,
          SPI,
          MODEL,
          LOGGING,
          "com.vmware.vim25..",
          "com.github.benmanes.caffeine..",
          "jakarta..",
          "com.sun.xml.ws..",
          "javax..",
          "org.w3c.dom..",
          "org.xml.sax..");

  @ArchTest
  static final ArchRule nobodyElseSpeaksSoap =
      noClasses()
          .that()
          .resideOutsideOfPackage(VSPHERE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.vmware.vim25..", "jakarta.xml..", "com.sun.xml..");

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("io.hostward.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule signaturesSpeakOurLanguage =
      classes()
          .that()
          .arePublic()
          .and()
          .resideInAnyPackage(FACADE, MODEL, SPI)
          .should(Signatures.mention(FACADE, MODEL, SPI, "io.hostward.vsphere"));

  @ArchTest
  static final ArchRule theAdapterTakesAnApplicationsOwnPort =
      classes()
          .that()
          .arePublic()
          .and()
          .resideInAPackage("io.hostward.vsphere")
          .should(
              Signatures.mentionAlso(
                  "com.vmware.vim25.VimPortType", FACADE, MODEL, SPI, "io.hostward.vsphere"))
          .allowEmptyShould(true);

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

  /** The adapter alone may, between two questions to a server about one task. */
  @ArchTest
  static final ArchRule nobodySleeps =
      noClasses()
          .that()
          .resideOutsideOfPackage(VSPHERE)
          .should()
          .callMethod(Thread.class, "sleep", long.class);

  @ArchTest static final ArchRule nobodyPrints = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest
  static final ArchRule everybodyLogsThroughSlf4j = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

  private static ArchRule sees(String who, String... whom) {
    return classes()
        .that()
        .resideInAPackage(who)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(whom).or(resideInAnyPackage("java..", NULLNESS, "")))
        .allowEmptyShould(true);
  }
}
