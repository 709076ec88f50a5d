package io.hostward.bulk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Data go one way, and each room sees those below it alone. */
@AnalyzeClasses(packages = "io.hostward.bulk", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  /** From the ground up: each sees those before it that it names. */
  private static final Map<String, List<String>> SEES =
      Map.ofEntries(
          Map.entry("delivery", List.of()),
          Map.entry("source", List.of("delivery")),
          Map.entry("target", List.of("delivery")),
          Map.entry("plan", List.of("delivery", "source")),
          Map.entry("shard", List.of("target")),
          Map.entry("progress", List.of()),
          Map.entry("schedule", List.of("delivery", "progress")),
          Map.entry("mirror", List.of("delivery", "source", "plan", "progress")),
          Map.entry(
              "ledger",
              List.of("delivery", "source", "target", "plan", "progress", "schedule", "mirror")),
          Map.entry("upload", List.of("delivery", "source", "schedule")),
          Map.entry("vsphere", List.of("plan", "target", "mirror")));

  private static final Map<String, List<String>> LIBRARIES =
      Map.of(
          "source", List.of("com.fasterxml.jackson.core..", "org.apache.commons.csv"),
          "shard", List.of("com.fasterxml.jackson.core.."),
          "ledger", List.of("org.sqlite.."),
          "upload",
              List.of(
                  "io.hostward",
                  "io.hostward.download",
                  "io.hostward.upload",
                  "io.hostward.spi",
                  "io.hostward.ranking"),
          "vsphere", List.of("io.hostward", "io.hostward.download", "io.hostward.spi"));

  @ArchTest
  static void roomsSeeThoseBelow(JavaClasses classes) {
    SEES.forEach(
        (room, below) -> {
          List<String> seen = new ArrayList<>(LIBRARIES.getOrDefault(room, List.of()));
          seen.add("io.hostward.bulk." + room);
          below.forEach(name -> seen.add("io.hostward.bulk." + name));
          seen.addAll(
              List.of(
                  "io.hostward.inventory",
                  "io.hostward.net",
                  "io.hostward.transfer",
                  "java..",
                  "org.slf4j",
                  "org.jspecify.annotations",
                  ""));
          classes()
              .that()
              .resideInAPackage("io.hostward.bulk." + room)
              .should()
              .onlyDependOnClassesThat()
              .resideInAnyPackage(seen.toArray(String[]::new))
              .check(classes);
        });
  }

  @ArchTest
  static final ArchRule everyRoomIsInTheList =
      classes()
          .should()
          .resideInAnyPackage(
              Stream.concat(
                      Stream.of("io.hostward.bulk"),
                      SEES.keySet().stream().map(room -> "io.hostward.bulk." + room))
                  .toArray(String[]::new));

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("io.hostward.bulk.(**)").should().beFreeOfCycles();

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

  @ArchTest static final ArchRule nothingPrints = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
}
