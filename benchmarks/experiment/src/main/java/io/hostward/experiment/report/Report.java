package io.hostward.experiment.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A page about an experiment, and its document beside it. The page needs no network, no script and
 * no font of its own. Its drawings are SVG out of a few templates of ours: a library for charts
 * would bring a hundred times their size, scripts without which nothing shows or prints, and
 * pictures that a screen reader cannot enter; what is needed here is bars, steps and three kinds of
 * boxes.
 */
public final class Report {
  /** More datastores than these are not named in a page's title. */
  private static final int MOST_NAMED = 3;

  private Report() {}

  /** Returns where the document of a page stands: {@code a.json} beside {@code a.html}. */
  public static Path documentOf(Path page) {
    String name = String.valueOf(page.getFileName());
    return page.resolveSibling(name.replaceFirst("(?i)\\.html?$", "") + ".json");
  }

  /**
   * Writes both files, each as a whole.
   *
   * @param json the document, as text
   * @param document the same, read
   */
  public static void write(Path page, String json, JsonNode document) throws IOException {
    Path beside = documentOf(page);
    replace(beside, json + "\n");
    replace(page, page(document, String.valueOf(beside.getFileName())));
  }

  /**
   * Returns the page.
   *
   * @param document of an experiment, by its kind
   * @param beside the name of the file that the document is in
   * @throws IllegalArgumentException if it is of another kind
   */
  public static String page(JsonNode document, String beside) {
    Html html = new Html(document);
    String kind = document.at("/kind").asText();
    html.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .raw(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                + " style-src 'unsafe-inline'; img-src data:\">")
        .raw(
            "<link rel=\"icon\" href=\"data:,\"><title>Hostward %s%s</title><style>",
            kind, datastores(document))
        .raw(style())
        .raw("</style></head><body><a class=\"skip\" href=\"#main\">To the report</a>")
        .raw("<header><p class=\"kind\">hostward %s</p><h1>", kind)
        .text("/answer")
        .raw("</h1></header><main id=\"main\" tabindex=\"-1\">");
    switch (kind) {
      case "trace" -> TracePage.write(html);
      case "compare" -> ComparePage.write(html);
      case "testbed" -> TestbedPage.write(html);
      case "simulate" -> SimulatePage.write(html);
      case "distribute" -> DistributePage.write(html);
      default -> throw new IllegalArgumentException("there is no page of the kind '" + kind + "'");
    }
    facts(html, beside);
    return html.raw("</main></body></html>\n").toString();
  }

  private static String datastores(JsonNode document) {
    List<String> names = document.findValuesAsText("datastore").stream().distinct().toList();
    return names.isEmpty() || names.size() > MOST_NAMED
        ? ""
        : ": [" + String.join("], [", names) + "]";
  }

  private static void facts(Html html, String beside) {
    html.raw("<section><h2>What it was done with</h2><dl>");
    fact(html, "command", "/run/command", true);
    fact(html, "server", "/run/server", false);
    fact(html, "Hostward", "/run/version", false);
    fact(html, "Java", "/run/java", false);
    fact(html, "system", "/run/system", false);
    html.raw("<div><dt>processors</dt><dd>")
        .number("/run/processors", Units::plain)
        .raw("</dd></div>");
    fact(html, "begun at", "/run/startedAt", false);
    html.raw(
        "</dl><p>Every number of this page comes from <a href=\"%s\">%s</a>.</p></section>",
        beside, beside);
  }

  private static void fact(Html html, String name, String pointer, boolean code) {
    html.raw("<div><dt>%s</dt><dd>", name).raw(code ? "<code>" : "");
    html.text(pointer).raw(code ? "</code>" : "").raw("</dd></div>");
  }

  private static String style() {
    try (InputStream in = Report.class.getResourceAsStream("report.css")) {
      byte[] bytes = Objects.requireNonNull(in, "report.css is missing").readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void replace(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      Files.writeString(fresh, text, StandardOpenOption.CREATE_NEW);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
