package io.hostward.experiment.report;

/** Tables of a page, which scroll by themselves where a screen is too narrow for them. */
final class Tables {
  private static final int MOST_OPEN = 12;

  private Tables() {}

  /**
   * Begins a table up to its first row.
   *
   * @param name for those who do not see it
   */
  static void open(Html html, String name, String... headings) {
    html.raw(
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"%s\"><table><thead><tr>",
        name);
    for (String heading : headings) {
      html.raw("<th scope=\"col\">%s</th>", heading);
    }
    html.raw("</tr></thead><tbody>");
  }

  /**
   * Begins a table that is folded away where it is long.
   *
   * @param rows how many it will have
   * @param name for its summary, and for those who do not see it
   */
  static void fold(Html html, int rows, String name, String... headings) {
    html.raw("<details%s><summary>%s</summary>", rows > MOST_OPEN ? "" : " open", name);
    open(html, name, headings);
  }

  /** Ends a table that can be folded. */
  static void closeFold(Html html) {
    close(html);
    html.raw("</details>");
  }

  /** Ends it. */
  static void close(Html html) {
    html.raw("</tbody></table></div>");
  }
}
