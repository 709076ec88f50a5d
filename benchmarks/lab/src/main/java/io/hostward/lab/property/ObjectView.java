package io.hostward.lab.property;

import com.vmware.vim25.DynamicProperty;
import com.vmware.vim25.MissingProperty;
import com.vmware.vim25.ObjectContent;
import io.hostward.lab.vim.Ref;
import io.hostward.lab.vim.VimFault;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a caller sees of one object at one moment.
 *
 * @param ref the object
 * @param values the set ones of the wanted properties by path, in wire form
 * @param missing the withheld ones with the reason
 */
record ObjectView(Ref ref, Map<String, Object> values, Map<String, VimFault> missing) {

  static ObjectView of(Ref ref) {
    return new ObjectView(ref, new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  ObjectContent toContent() {
    var content = new ObjectContent();
    content.setObj(ref.toVim());
    values.forEach(
        (path, value) -> {
          var property = new DynamicProperty();
          property.setName(path);
          property.setVal(value);
          content.getPropSet().add(property);
        });
    missing.forEach((path, fault) -> content.getMissingSet().add(missing(path, fault)));
    return content;
  }

  static MissingProperty missing(String path, VimFault fault) {
    var property = new MissingProperty();
    property.setPath(path);
    property.setFault(fault.localized());
    return property;
  }
}
