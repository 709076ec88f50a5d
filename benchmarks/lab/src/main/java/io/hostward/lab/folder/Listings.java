package io.hostward.lab.folder;

import io.hostward.lab.storage.Entry;
import io.hostward.lab.wire.HttpReply;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The HTML pages of {@code /folder}, in the manner of the real ones. */
final class Listings {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Listings() {}

  /** The URL of a path in a datastore; dcPath null leaves it out. */
  static String href(String path, @Nullable String dcPath, String dsName) {
    String segments =
        String.join("/", List.of(path.split("/", -1)).stream().map(PercentCoding::encode).toList());
    String dc = dcPath == null ? "" : "dcPath=" + PercentCoding.encode(dcPath) + "&";
    return "/folder/" + segments + "?" + dc + "dsName=" + PercentCoding.encode(dsName);
  }

  /** A page of names. */
  static HttpReply index(Site.Listing listing) {
    StringBuilder rows = new StringBuilder();
    listing.links().forEach(l -> rows.append(row(l.href(), l.name(), "", "")));
    return page(listing.title(), rows.toString());
  }

  /** A page of what a directory holds. */
  static HttpReply directory(FolderTarget target, List<Entry> entries) {
    String dsName = target.dsName() == null ? "" : target.dsName();
    StringBuilder rows = new StringBuilder();
    for (Entry e : entries) {
      String slash = e.directory() ? "/" : "";
      rows.append(
          row(
              href(e.path() + slash, target.dcPath(), dsName),
              e.name() + slash,
              TIME.format(e.modified()),
              e.directory() ? "-" : Long.toString(e.size())));
    }
    return page("Index of [" + dsName + "] " + target.path(), rows.toString());
  }

  private static String row(String href, String name, String modified, String size) {
    return "<tr><td><a href=\"%s\">%s</a></td><td align=\"right\">%s</td><td align=\"right\">%s</td></tr>\n"
        .formatted(html(href), html(name), modified, size);
  }

  private static HttpReply page(String title, String rows) {
    return HttpReply.of(
        200,
        "text/html; charset=utf-8",
        "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">"
            + "<title>%1$s</title></head>\n<body><h1>%1$s</h1>\n".formatted(html(title))
            + "<table><tr><th>Name</th><th>Last modified</th><th>Size</th></tr>\n"
            + rows
            + "</table></body></html>\n");
  }

  private static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
