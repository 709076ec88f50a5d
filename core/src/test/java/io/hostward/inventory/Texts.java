package io.hostward.inventory;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Texts as they come from users and servers, and worse. */
public final class Texts {
  private static final String SPECIAL = "+%&#?=;:@!$'()*,~^`{}|<>\"-_. ";

  private Texts() {}

  /** Names that a datastore can carry: anything but brackets, slashes, control characters. */
  public static Arbitrary<String> datastoreNames() {
    return names().filter(name -> !name.isBlank());
  }

  /** Paths of one to four segments; some of them hold what URLs, shells and parsers stumble on. */
  public static Arbitrary<String> paths() {
    Arbitrary<String> segment =
        names()
            .map(name -> name + "[]") // brackets are for paths, not for datastores
            .flatMap(name -> Arbitraries.of(name, name.replace("[]", "")))
            .filter(name -> !name.isBlank() && !name.equals(".") && !name.equals(".."));
    return segment
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(segments -> String.join("/", segments))
        .filter(path -> path.equals(path.strip()));
  }

  public static Arbitrary<DatastorePath> datastorePaths() {
    return Combinators.combine(datastoreNames(), paths()).as(DatastorePath::new);
  }

  /** Texts made of what parsers take for structure, and of what must never pass. */
  public static Arbitrary<String> junk() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(60),
        Arbitraries.of(
                "[", "]", "[]", ":", "::", "1", "443", "65536", "-1", "+1", "a", "esx", ".", "..",
                "/", "//", "\\", " ", "\t", "\n", "\u0000", "\u0085", "\ud800", "\udc00", "%2f",
                "%", "@", "?", "#", "é", "\u3000", "\u0660", "AB", "ff", "[ds] ")
            .list()
            .ofMaxSize(12)
            .map(parts -> String.join("", parts)));
  }

  private static Arbitrary<String> names() {
    return Arbitraries.oneOf(
        Arbitraries.strings().alpha().numeric().withChars(SPECIAL).ofMinLength(1).ofMaxLength(20),
        Arbitraries.of("disk 1.iso", "a+b", "100%", "%2f", "%252f", "R&D", "#1", "日本語.iso"),
        Arbitraries.of("e\u0301tude", "Ångström", "\ud83d\ude80", "...", "a..b", "-", "x=y;z"),
        Arbitraries.strings()
            .ofMinLength(1)
            .ofMaxLength(8)
            .filter(
                text ->
                    text.chars().noneMatch(unit -> "[]/\\".indexOf(unit) >= 0)
                        && text.codePoints()
                            .noneMatch(
                                point ->
                                    Character.isISOControl(point)
                                        || Character.getType(point) == Character.SURROGATE)));
  }
}
