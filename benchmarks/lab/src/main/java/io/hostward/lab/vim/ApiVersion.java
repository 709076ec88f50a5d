package io.hostward.lab.vim;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version of the API, such as {@code 8.0.3.0} or {@code 6.7}.
 *
 * @param numbers as written, without a limit to their count; missing ones count as zero
 */
public record ApiVersion(List<Integer> numbers) implements Comparable<ApiVersion> {
  private static final Pattern TEXT = Pattern.compile("[0-9]{1,6}(?:\\.[0-9]{1,6})*");
  private static final Pattern ACTION = Pattern.compile("\"?urn:vim25/([^\"]*)\"?");

  public ApiVersion {
    numbers = List.copyOf(numbers);
  }

  /**
   * Reads a version.
   *
   * @throws IllegalArgumentException unless it is numbers between dots
   */
  public static ApiVersion parse(String text) {
    if (!TEXT.matcher(text).matches()) {
      throw new IllegalArgumentException("a version is numbers between dots, was: " + text);
    }
    List<Integer> numbers = new ArrayList<>();
    for (String number : text.split("\\.", -1)) {
      numbers.add(Integer.valueOf(number));
    }
    return new ApiVersion(numbers);
  }

  /**
   * The version that a client speaks by its {@code SOAPAction} header, which comes with and without
   * quotes; null if it names none.
   */
  public static @Nullable ApiVersion ofSoapAction(@Nullable String header) {
    Matcher action = ACTION.matcher(header == null ? "" : header.strip());
    return action.matches() && TEXT.matcher(action.group(1)).matches()
        ? parse(action.group(1))
        : null;
  }

  /** Whether this version is the other one or a later one. */
  public boolean since(ApiVersion other) {
    return compareTo(other) >= 0;
  }

  @Override
  public int compareTo(ApiVersion other) {
    for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
      int difference = Integer.compare(at(i), other.at(i));
      if (difference != 0) {
        return difference;
      }
    }
    return 0;
  }

  private int at(int index) {
    return index < numbers.size() ? numbers.get(index) : 0;
  }
}
