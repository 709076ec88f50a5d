package io.hostward.lab.soap;

import static org.assertj.core.api.Assertions.assertThat;

import com.vmware.vim25.*;
import io.hostward.lab.vim.*;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RepliesTest {
  @Test
  void show() {
    var c = new DynamicProperty();
    c.setName("x");
    c.setVal(
        AnyValues.of(
            java.util.List.of(new Ref("HostSystem", "host-1").toVim()),
            ManagedObjectReference.class));
    var d = new DynamicProperty();
    d.setName("x");
    d.setVal("text");
    var e = new DynamicProperty();
    e.setName("y");
    e.setVal(HostSystemConnectionState.NOT_RESPONDING);
    var o = new ObjectContent();
    o.setObj(new Ref("HostSystem", "host-1").toVim());
    o.getPropSet().add(c);
    o.getPropSet().add(d);
    o.getPropSet().add(e);
    System.err.println(
        new String(Replies.result("Foo", Answer.of(o)).body(), StandardCharsets.UTF_8));
    System.err.println(
        new String(
            Replies.fault(Faults.noPermission(new Ref("a", "b"), "System.View")).body(),
            StandardCharsets.UTF_8));
    assertThat(o.getPropSet()).hasSize(3);
  }
}
