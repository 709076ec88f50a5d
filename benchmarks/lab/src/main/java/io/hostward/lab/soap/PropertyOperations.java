package io.hostward.lab.soap;

import com.vmware.vim25.ObjectContent;
import com.vmware.vim25.PropertyFilterSpec;
import com.vmware.vim25.RetrieveOptions;
import io.hostward.lab.property.Collector;
import io.hostward.lab.property.ManagedObject;
import io.hostward.lab.property.PropertyType;
import io.hostward.lab.state.UnauthenticatedReads;
import io.hostward.lab.vim.AnyValues;
import io.hostward.lab.vim.Faults;
import io.hostward.lab.vim.VimFault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reading half of PropertyCollector, and Fetch. */
final class PropertyOperations {
  private static final String COLLECTOR = "PropertyCollector";

  private PropertyOperations() {}

  static void addTo(Operations operations) {
    String anonymous = Operation.ANONYMOUS;
    operations
        .add(COLLECTOR, "RetrievePropertiesEx", anonymous, PropertyOperations::retrieveEx)
        .add(COLLECTOR, "RetrieveProperties", anonymous, PropertyOperations::retrieve)
        .add(COLLECTOR, "ContinueRetrievePropertiesEx", anonymous, PropertyOperations::next)
        .add(COLLECTOR, "CancelRetrievePropertiesEx", anonymous, PropertyOperations::cancel)
        .add("ManagedObject", "Fetch", anonymous, PropertyOperations::fetch);
  }

  static Collector collector(Call call) {
    return (Collector) call.target();
  }

  private static Answer<?> retrieveEx(Call call) {
    RetrieveOptions options = call.maybe("options", RetrieveOptions.class);
    int wanted = options == null || options.getMaxObjects() == null ? 0 : options.getMaxObjects();
    if (options != null && options.getMaxObjects() != null && wanted <= 0) {
      throw Faults.invalidArgument("options.maxObjects");
    }
    int cap = call.server().state().model().pageSize();
    int page = cap > 0 && (wanted == 0 || wanted > cap) ? cap : wanted;
    return Answer.ofNullable(collector(call).pages().first(contents(call), page));
  }

  private static Answer<?> retrieve(Call call) {
    return Answer.all(ObjectContent.class, contents(call));
  }

  private static List<ObjectContent> contents(Call call) {
    List<PropertyFilterSpec> specs = call.all("specSet", PropertyFilterSpec.class);
    UnauthenticatedReads answer = call.server().state().soap().unauthenticatedReads();
    if (call.scope().session() == null && answer != UnauthenticatedReads.MISSING_SET) {
      if (answer == UnauthenticatedReads.FAULT && !specs.isEmpty()) {
        throw Faults.notAuthenticated(call.target().ref(), Operation.VIEW);
      }
      return List.of();
    }
    return collector(call).retrieve(specs);
  }

  private static Answer<?> next(Call call) {
    return Answer.of(collector(call).pages().next(call.string("token")));
  }

  private static Answer<?> cancel(Call call) {
    collector(call).pages().cancel(call.string("token"));
    return Answer.NOTHING;
  }

  /** One property of one object: what pyvmomi asks instead of the property collector. */
  private static Answer<?> fetch(Call call) {
    ManagedObject object = call.target();
    String name = call.string("prop");
    PropertyType property = object.type().property(name);
    if (property == null) {
      throw Faults.invalidProperty(name);
    }
    VimFault refusal = new Permissions(call.scope().session()).refusal(object, name);
    if (refusal != null) {
      throw refusal;
    }
    Class<?> declared = property.type() == null ? Object.class : property.type();
    return values(object.read(name), declared);
  }

  private static <T> Answer<T> values(@Nullable Object value, Class<T> declared) {
    return Answer.all(declared, AnyValues.elements(value).stream().map(declared::cast).toList());
  }
}
