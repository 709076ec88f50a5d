package io.hostward.lab.soap;

import io.hostward.lab.property.ManagedObject;
import io.hostward.lab.property.ManagedType;
import io.hostward.lab.property.ManagedTypes;
import io.hostward.lab.vim.Ref;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A view of the objects that its maker listed. */
record ListView(Ref ref, List<Ref> members) implements ManagedObject {

  @Override
  public ManagedType type() {
    return ManagedTypes.get("ListView");
  }

  @Override
  public @Nullable Object read(String property) {
    return property.equals("view") ? members.stream().map(Ref::toVim).toList() : null;
  }
}
