package io.hostward.lab.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.ObjectSpec;
import com.vmware.vim25.PropertyFilterSpec;
import com.vmware.vim25.PropertySpec;
import com.vmware.vim25.SelectionSpec;
import com.vmware.vim25.TraversalSpec;
import io.hostward.lab.vim.Faults;
import io.hostward.lab.vim.Ref;
import io.hostward.lab.vim.VimFault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TraversalTest {

  /** Folders that contain each other at will, cycles and self-references included. */
  private static Map<Ref, ManagedObject> graph(List<List<Integer>> edges) {
    Map<Ref, ManagedObject> objects = new HashMap<>();
    for (int i = 0; i < edges.size(); i++) {
      List<ManagedObjectReference> children = new ArrayList<>();
      for (int target : edges.get(i)) {
        children.add(new Ref("Folder", "f" + target % edges.size()).toVim());
      }
      TestObject folder = TestObject.of("Folder", "f" + i).with("childEntity", children);
      objects.put(folder.ref(), folder);
    }
    return objects;
  }

  private static PropertyFilterSpec recursive(String start) {
    var again = new SelectionSpec();
    again.setName("down");
    var down = new TraversalSpec();
    down.setName("down");
    down.setType("Folder");
    down.setPath("childEntity");
    down.getSelectSet().add(again);
    return filter(start, down);
  }

  private static PropertyFilterSpec filter(String start, SelectionSpec... select) {
    var object = new ObjectSpec();
    object.setObj(new Ref("Folder", start).toVim());
    object.getSelectSet().addAll(List.of(select));
    var properties = new PropertySpec();
    properties.setType("ManagedEntity");
    properties.getPathSet().add("name");
    var filter = new PropertyFilterSpec();
    filter.getObjectSet().add(object);
    filter.getPropSet().add(properties);
    return filter;
  }

  @Property
  void reachesExactlyWhatIsReachableAndEndsOnCycles(@ForAll("edges") List<List<Integer>> edges) {
    Map<Ref, ManagedObject> objects = graph(edges);
    List<String> selected =
        Traversal.select(recursive("f0"), objects::get, Access.ALL, false).stream()
            .map(o -> o.ref().value())
            .toList();
    assertThat(selected).doesNotHaveDuplicates();
    assertThat(selected).containsExactlyInAnyOrderElementsOf(reachable(edges));
  }

  private static Set<String> reachable(List<List<Integer>> edges) {
    Set<String> seen = new LinkedHashSet<>(List.of("f0"));
    Deque<Integer> open = new ArrayDeque<>(List.of(0));
    while (!open.isEmpty()) {
      for (int target : edges.get(open.pop())) {
        if (seen.add("f" + target % edges.size())) {
          open.push(target % edges.size());
        }
      }
    }
    return seen;
  }

  @Provide
  Arbitrary<List<List<Integer>>> edges() {
    return Arbitraries.integers()
        .between(0, 9)
        .list()
        .ofMaxSize(4)
        .list()
        .ofMinSize(1)
        .ofMaxSize(10);
  }

  @Test
  void skipsWhatIsSkipped() {
    Map<Ref, ManagedObject> objects = graph(List.of(List.of(1), List.of(2), List.of()));
    PropertyFilterSpec filter = recursive("f0");
    filter.getObjectSet().get(0).setSkip(true);
    assertThat(Traversal.select(filter, objects::get, Access.ALL, false))
        .extracting(o -> o.ref().value())
        .containsExactly("f1", "f2");
  }

  @Test
  void followsNothingThatTheCallerMayNotRead() {
    Map<Ref, ManagedObject> objects = graph(List.of(List.of(1), List.of(2), List.of()));
    Access no =
        (object, path) ->
            object.ref().value().equals("f1")
                ? Faults.noPermission(object.ref(), "System.View")
                : null;
    assertThat(Traversal.select(recursive("f0"), objects::get, no, false))
        .extracting(o -> o.ref().value())
        .containsExactly("f0", "f1");
  }

  @Test
  void refusesUnknownStartsNamesAndPaths() {
    Map<Ref, ManagedObject> objects = graph(List.of(List.of()));
    assertThatThrownBy(() -> Traversal.select(recursive("gone"), objects::get, Access.ALL, false))
        .isInstanceOf(VimFault.class)
        .hasMessageContaining("Folder:gone");
    assertThat(Traversal.select(recursive("gone"), objects::get, Access.ALL, true)).isEmpty();
    var unknown = new SelectionSpec();
    unknown.setName("nobody");
    assertThatThrownBy(
            () -> Traversal.select(filter("f0", unknown), objects::get, Access.ALL, false))
        .hasMessageContaining("selectSet.name");
    var wrong = new TraversalSpec();
    wrong.setType("Folder");
    wrong.setPath("nothing");
    assertThatThrownBy(() -> Traversal.select(filter("f0", wrong), objects::get, Access.ALL, false))
        .hasMessage("Invalid property: nothing");
  }

  @Test
  void refusesToTraverseDataObjects() {
    TestObject store =
        TestObject.of("Datastore", "d")
            .with("host", List.of(new com.vmware.vim25.DatastoreHostMount()));
    var mounts = new TraversalSpec();
    mounts.setType("Datastore");
    mounts.setPath("host");
    PropertyFilterSpec filter = filter("x", mounts);
    filter.getObjectSet().get(0).setObj(store.ref().toVim());
    assertThatThrownBy(() -> Traversal.select(filter, ref -> store, Access.ALL, false))
        .hasMessage("Invalid property: host");
  }
}
