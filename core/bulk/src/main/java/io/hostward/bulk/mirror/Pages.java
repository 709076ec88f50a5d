package io.hostward.bulk.mirror;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Goes through the known files whose source is gone, some of one folder at a time. */
final class Pages {
  /** So few, that a search is not long past when the last of them is deleted. */
  private static final int TOGETHER = 50;

  private static final int PAGE = 500;

  private final MirrorScope scope;
  private final KnownFiles known;
  private final Judge judge;

  Pages(MirrorScope scope, KnownFiles known, Judge judge) {
    this.scope = scope;
    this.known = known;
    this.judge = judge;
  }

  /** Hears of some files of one folder, and says whether there is to be more. */
  @FunctionalInterface
  interface Each {
    boolean files(List<KnownFile> files) throws IOException;
  }

  /** Returns false if it was broken off. */
  boolean each(Each action) throws IOException {
    for (Place place : scope.places()) {
      String after = "";
      List<KnownFile> page = known.page(place, after, PAGE);
      while (!page.isEmpty()) {
        for (List<KnownFile> some : together(page)) {
          if (!action.files(some)) {
            return false;
          }
        }
        after = page.get(page.size() - 1).target().path();
        page = known.page(place, after, PAGE);
      }
    }
    return true;
  }

  private List<List<KnownFile>> together(List<KnownFile> page) throws IOException {
    Map<String, List<KnownFile>> folders = new LinkedHashMap<>();
    for (KnownFile file : page) {
      if (judge.isGone(file)) {
        folders.computeIfAbsent(file.target().folder(), name -> new ArrayList<>()).add(file);
      }
    }
    List<List<KnownFile>> all = new ArrayList<>();
    for (List<KnownFile> files : folders.values()) {
      for (int from = 0; from < files.size(); from += TOGETHER) {
        all.add(files.subList(from, Math.min(files.size(), from + TOGETHER)));
      }
    }
    return all;
  }
}
