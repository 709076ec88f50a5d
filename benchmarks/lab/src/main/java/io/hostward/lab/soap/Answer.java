package io.hostward.lab.soap;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operation returns.
 *
 * @param declared the schema's type of {@code returnval}
 * @param values one element each; none for void and for an unset optional result
 * @param setCookie {@code Set-Cookie} headers that go with it
 */
record Answer<T>(Class<T> declared, List<T> values, List<String> setCookie) {

  /** No {@code returnval} at all. */
  static final Answer<Object> NOTHING = new Answer<>(Object.class, List.of(), List.of());

  /** One value of exactly its class. */
  @SuppressWarnings("unchecked")
  static <T> Answer<T> of(T value) {
    return new Answer<>((Class<T>) value.getClass(), List.of(value), List.of());
  }

  /** One value, or none if it is null. */
  static Answer<?> ofNullable(@Nullable Object value) {
    return value == null ? NOTHING : of(value);
  }

  /** Several values that may be of subtypes. */
  static <T> Answer<T> all(Class<T> declared, List<? extends T> values) {
    return new Answer<>(declared, List.copyOf(values), List.of());
  }

  /** The same, of a declared type that its values extend. */
  @SuppressWarnings("unchecked")
  <S> Answer<S> as(Class<S> type) {
    return new Answer<>(type, (List<S>) values, setCookie);
  }

  /** The same with a cookie. */
  Answer<T> with(String cookie) {
    return new Answer<>(declared, values, List.of(cookie));
  }
}
