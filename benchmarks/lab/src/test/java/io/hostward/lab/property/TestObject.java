package io.hostward.lab.property;

import io.hostward.lab.vim.Ref;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** An object whose properties a test sets. */
record TestObject(Ref ref, ManagedType type, Map<String, Object> values) implements ManagedObject {

  static TestObject of(String type, String id) {
    return new TestObject(new Ref(type, id), ManagedTypes.get(type), new ConcurrentHashMap<>());
  }

  TestObject with(String property, Object value) {
    values.put(property, value);
    return this;
  }

  @Override
  public @Nullable Object read(String property) {
    return values.get(property);
  }
}
