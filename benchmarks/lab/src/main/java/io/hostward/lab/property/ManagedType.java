package io.hostward.lab.property;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A managed object type: its name, the type that it extends, and its properties. Immutable. */
public final class ManagedType {
  private final String name;
  private final @Nullable ManagedType base;
  private final Map<String, PropertyType> own = new LinkedHashMap<>();

  ManagedType(String name, @Nullable ManagedType base, List<PropertyType> properties) {
    this.name = name;
    this.base = base;
    properties.forEach(p -> own.put(p.name(), p));
  }

  /** The type's name, such as {@code HostSystem}. */
  public String name() {
    return name;
  }

  /** Whether this type is the named one or extends it. */
  public boolean isA(String typeName) {
    return name.equals(typeName) || (base != null && base.isA(typeName));
  }

  /** The named property, inherited ones included; null if there is none. */
  public @Nullable PropertyType property(String property) {
    PropertyType found = own.get(property);
    return found != null || base == null ? found : base.property(property);
  }

  /** All properties, inherited ones first. */
  public Collection<PropertyType> properties() {
    List<PropertyType> all = new ArrayList<>(base == null ? List.of() : base.properties());
    all.addAll(own.values());
    return all;
  }

  @Override
  public String toString() {
    return name;
  }
}
