package io.hostward.vim25;

import java.util.List;

/**
 * A named type of an XML schema, reduced to what decides how a value is written.
 *
 * @param base the type that this one extends or restricts, or an empty string
 * @param values the values of an enumeration; empty for other types
 */
record SchemaType(
    String name, String base, boolean isAbstract, List<Field> fields, List<String> values) {

  /** An element or (name with {@code @}) an attribute of a type. */
  record Field(String name, String type, boolean optional, boolean repeated) {}
}
