package io.hostward.experiment.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reports in Chromium, on three sizes of screen, light and dark. Needs the programs {@code
 * chromium} and {@code npm}, by which axe-core comes. Leaves pages and screenshots in {@code
 * target/report-shots}.
 */
class ReportBrowserTest {
  private static final int[][] SIZES = {{360, 740}, {820, 1180}, {1280, 900}};
  private static final String AXE = "axe-core@4.14.1";
  private static final Path SHOTS = Path.of("target", "report-shots");

  private static final String FOCUSABLE = "a[href], summary, [tabindex='0']";

  @TempDir static Path folder;

  private static final Map<String, JsonNode> DOCUMENTS = new LinkedHashMap<>();
  private static Browser browser;
  private static String axe;

  @BeforeAll
  static void open() throws Exception {
    Files.createDirectories(SHOTS);
    DOCUMENTS.put("trace", Samples.trace());
    DOCUMENTS.put("untold", Samples.untold());
    DOCUMENTS.put("compare", Samples.compare());
    DOCUMENTS.put("several", Samples.several());
    DOCUMENTS.put("testbed", Samples.testbed());
    DOCUMENTS.put("simulate", Samples.simulate());
    DOCUMENTS.put("distribute", Samples.distribute());
    DOCUMENTS.put("hostile", Samples.hostile(DOCUMENTS.get("compare")));
    for (Map.Entry<String, JsonNode> document : DOCUMENTS.entrySet()) {
      Report.write(page(document.getKey()), Samples.text(document.getValue()), document.getValue());
    }
    axe = Files.readString(axe());
    browser = new Browser(folder.resolve("profile"));
  }

  @AfterAll
  static void close() throws Exception {
    browser.close();
  }

  private static Path page(String name) {
    return SHOTS.toAbsolutePath().resolve(name + ".html");
  }

  private static Path axe() throws Exception {
    Path prefix = Path.of("target", "npm").toAbsolutePath();
    Path script = prefix.resolve("node_modules/axe-core/axe.min.js");
    if (!Files.exists(script)) {
      Files.createDirectories(prefix);
      Process npm =
          new ProcessBuilder(
                  "npm", "install", "--no-save", "--no-audit", "--prefix", prefix.toString(), AXE)
              .redirectErrorStream(true)
              .start();
      String said = new String(npm.getInputStream().readAllBytes());
      assertThat(npm.waitFor()).as(said).isZero();
    }
    return script;
  }

  @Test
  void nothingErrsNothingIsCutOffAndAxeIsContent() throws Exception {
    for (String name : DOCUMENTS.keySet()) {
      for (int[] size : SIZES) {
        for (boolean dark : new boolean[] {false, true}) {
          String what = name + "-" + size[0] + (dark ? "-dark" : "-light");
          browser.open(page(name), size[0], size[1], dark);
          assertThat(browser.errors()).as(what).isEmpty();
          assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
              .as("%s: its width", what)
              .isLessThanOrEqualTo(size[0]);
          assertThat(browser.evaluate(SMALL_TEXTS).asText()).as("%s: small texts", what).isEmpty();
          if (!name.equals("hostile")) {
            assertThat(browser.evaluate(CUT_OFF).asText()).as("%s: cut off", what).isEmpty();
          }
          browser.screenshot(SHOTS.resolve(what + ".png"));
          browser.evaluate(axe + ";undefined");
          JsonNode violations =
              browser.evaluate(
                  "axe.run().then(r => r.violations.map(v => v.id + ': '"
                      + " + v.nodes.map(n => n.html + ' ' + n.failureSummary).join(' | ')))");
          assertThat(violations).as(what).isEmpty();
        }
      }
      browser.print(SHOTS.resolve(name + ".pdf"));
    }
  }

  /** Texts that leave their drawing are cut off. */
  private static final String CUT_OFF =
      "[...document.querySelectorAll('main svg text')].filter(t => { const a ="
          + " t.getBoundingClientRect(), b = t.ownerSVGElement.getBoundingClientRect(); return"
          + " a.width > 0 && (a.left < b.left - 2 || a.right > b.right + 2 || a.top < b.top - 2 ||"
          + " a.bottom > b.bottom + 2); }).map(t => t.textContent).join('|')";

  /** Texts of drawings shrink with them: none may be below what can be read. */
  private static final String SMALL_TEXTS =
      "[...document.querySelectorAll('svg text')].filter(t => t.getBoundingClientRect().height < 10)"
          + ".map(t => t.textContent).join('|')";

  @Test
  void aComparisonsTablesFitAScreenOfMiddleSize() throws Exception {
    for (String name : List.of("compare", "several")) {
      browser.open(page(name), SIZES[1][0], SIZES[1][1], false);
      assertThat(
              browser
                  .evaluate(
                      "[...document.querySelectorAll('.scroll')].filter(e => e.checkVisibility()"
                          + " && e.scrollWidth > e.clientWidth).map(e => e.ariaLabel).join()")
                  .asText())
          .as(name)
          .isEmpty();
    }
  }

  @Test
  void whatIsFoldedAwayIsPrinted() throws Exception {
    for (String name : List.of("compare", "distribute", "simulate")) {
      browser.open(page(name), 718, 1000, false);
      String heights =
          "[...document.querySelectorAll('details table')].map(e =>"
              + " e.getBoundingClientRect().height > 20 && e.checkVisibility())";
      assertThat(browser.evaluate(heights)).as(name).anyMatch(shown -> !shown.asBoolean());
      browser.send("Emulation.setEmulatedMedia", Map.of("media", "print"));
      assertThat(browser.evaluate(heights)).as(name).allMatch(JsonNode::asBoolean);
      browser.send("Emulation.setEmulatedMedia", Map.of("media", ""));
    }
  }

  @Test
  void textsAndFiguresAreTheDocuments() throws Exception {
    for (Map.Entry<String, JsonNode> document : DOCUMENTS.entrySet()) {
      browser.open(page(document.getKey()), 1280, 900, false);
      JsonNode shown =
          browser.evaluate(
              "[...document.querySelectorAll('[data-json]')].map(e => [e.dataset.json,"
                  + " e.getAttribute('value') ?? e.dataset.value ?? null, e.textContent])");
      assertThat(shown.size()).isGreaterThan(20);
      for (JsonNode one : shown) {
        JsonNode value = document.getValue().at(one.get(0).asText());
        if (one.get(1).isNull()) {
          assertThat(one.get(2).asText()).isEqualTo(value.asText());
        } else {
          assertThat(one.get(1).asText()).isEqualTo(value.asText());
          double exact = value.asDouble();
          assertThat(Math.abs(Shown.value(one.get(2).asText()) - exact))
              .as("%s of %s", one.get(2), value)
              .isLessThanOrEqualTo(Math.max(0.006, 0.006 * Math.abs(exact)));
        }
      }
    }
  }

  @Test
  void theKeyboardReachesEverythingInOrder() throws Exception {
    for (String name : List.of("trace", "compare", "testbed", "simulate", "distribute")) {
      browser.open(page(name), 360, 740, false);
      browser.evaluate(
          "globalThis.order = [...document.querySelectorAll(\""
              + FOCUSABLE
              + "\")]"
              + ".filter(e => e.checkVisibility()); undefined");
      int count = browser.evaluate("order.length").asInt();
      List<Integer> reached = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        browser.press("Tab", 9);
        reached.add(browser.evaluate("order.indexOf(document.activeElement)").asInt());
        assertThat(
                browser.evaluate("getComputedStyle(document.activeElement).outlineStyle").asText())
            .isNotEqualTo("none");
      }
      List<Integer> expected = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        expected.add(i);
      }
      assertThat(reached).as(name).isEqualTo(expected);
    }
  }

  @Test
  void aScreenReaderIsToldEachDrawing() throws Exception {
    assertThat(drawings("compare"))
        .contains(
            "Median rate of each way",
            "Way of the bytes: direct to ESX1",
            "Way of the bytes: relay through vCenter",
            "Bytes sent over time, the first run of each way");
    assertThat(drawings("testbed"))
        .contains(
            "Way of the bytes, [vmstore] through vCenter",
            "Way of the bytes, [vmstore] straight to a host",
            "Median rate of each way to [ESX3-local]",
            "Rates at the interfaces, [vmstore] straight to a host");
  }

  private static List<String> drawings(String name) throws Exception {
    browser.open(page(name), 1280, 900, false);
    browser.send("Accessibility.enable", Map.of());
    JsonNode nodes = browser.send("Accessibility.getFullAXTree", Map.of()).at("/nodes");
    List<String> drawings = new ArrayList<>();
    for (JsonNode node : nodes) {
      if (List.of("image", "img").contains(node.at("/role/value").asText())) {
        drawings.add(node.at("/name/value").asText());
      }
    }
    return drawings;
  }
}
