package io.hostward.selector;

import io.hostward.memory.HostUse;
import java.util.Locale;

/** Puts into words why least-loaded ranked a host as it did. */
final class LoadReason {
  private static final String[] NAMES = {"cpu", "memory", "network", "datastore latency"};

  private LoadReason() {}

  static String of(LoadModel model, int host) {
    StringBuilder words = new StringBuilder();
    appendBottleneck(words, model, host);
    HostUse use = model.use(host);
    if (use.uploads() > 0) {
      words.append(
          String.format(
              Locale.ROOT,
              "; %d own upload%s with %s left",
              use.uploads(),
              use.uploads() == 1 ? "" : "s",
              bytes((double) use.bytesLeft())));
    }
    use.throughput()
        .filter(Rates::isPlausible)
        .ifPresent(
            measured ->
                words
                    .append("; own uploads got ")
                    .append(bytes(measured.bytesPerSecond()))
                    .append("/s each"));
    words.append("; ").append(time(model.seconds(host))).append(" for ");
    words.append(bytes(model.size()));
    words.append(model.isSizeKnown() ? "" : ", a size that is assumed");
    return words.append(Penalty.words(use, model.context().now())).toString();
  }

  private static void appendBottleneck(StringBuilder words, LoadModel model, int host) {
    LoadFigures figures = model.figures();
    int worst = figures.bottleneck(host);
    if (figures.raw(host, worst) < 0) {
      words.append("its load is not known");
    } else {
      long age = Math.round(figures.age(host, worst));
      words.append(NAMES[worst]).append(" is its bottleneck, ");
      words.append(percent(figures.raw(host, worst)));
      words.append(" used ").append(age).append(" s ago");
      appendOthers(words, figures, host, worst);
    }
    words.append("; line ").append(bits(figures.line(host) * 8));
  }

  private static void appendOthers(StringBuilder words, LoadFigures figures, int host, int worst) {
    String separator = " (";
    for (int kind = 0; kind < LoadFigures.KINDS; kind++) {
      if (kind != worst && figures.raw(host, kind) >= 0) {
        words.append(separator).append(NAMES[kind]).append(' ');
        words.append(percent(figures.raw(host, kind)));
        separator = ", ";
      }
    }
    words.append(separator.equals(", ") ? ")" : "");
  }

  private static String percent(double share) {
    return Math.round(share * 100) + " %";
  }

  private static String bits(double bitsPerSecond) {
    return String.format(Locale.ROOT, "%.3g Gb/s", bitsPerSecond / 1e9);
  }

  private static String time(double seconds) {
    if (seconds < 0.001) {
      return "under 1 ms";
    } else if (seconds < 1) {
      return "about " + Math.round(seconds * 1000) + " ms";
    } else if (seconds < 100) {
      return String.format(Locale.ROOT, "about %.3g s", seconds);
    }
    return seconds < 6000
        ? "about " + Math.round(seconds / 60) + " min"
        : "about " + Math.round(seconds / 3600) + " h";
  }

  private static String bytes(double count) {
    if (count < 1000) {
      return Math.round(count) + (Math.round(count) == 1 ? " byte" : " bytes");
    } else if (count < 1e6) {
      return String.format(Locale.ROOT, "%.1f kB", count / 1e3);
    }
    return count < 1e9
        ? String.format(Locale.ROOT, "%.1f MB", count / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", count / 1e9);
  }
}
