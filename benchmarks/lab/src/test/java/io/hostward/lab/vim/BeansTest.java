package io.hostward.lab.vim;

import static org.assertj.core.api.Assertions.assertThat;

import com.vmware.vim25.ArrayOfByte;
import com.vmware.vim25.ArrayOfInt;
import com.vmware.vim25.ArrayOfManagedObjectReference;
import com.vmware.vim25.ArrayOfString;
import com.vmware.vim25.DatastoreInfo;
import com.vmware.vim25.HostConfigInfo;
import com.vmware.vim25.HostMountInfo;
import com.vmware.vim25.HostNetworkInfo;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.PhysicalNic;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BeansTest {

  @Test
  void comparesByContent() {
    var a = new HostNetworkInfo();
    var b = new HostNetworkInfo();
    a.getPnic().add(nic("vmnic0"));
    assertThat(Beans.same(a, b)).isFalse();
    b.getPnic().add(nic("vmnic0"));
    assertThat(Beans.same(a, b)).isTrue();
    b.getPnic().get(0).setMac("other");
    assertThat(Beans.same(a, b)).isFalse();
    assertThat(Beans.same(null, b)).isFalse();
    assertThat(Beans.same(null, null)).isTrue();
    assertThat(Beans.same("x", 1)).isFalse();
  }

  @Test
  void anEmptyArrayIsAnUnsetOne() {
    var touched = new HostNetworkInfo();
    assertThat(touched.getPnic()).isEmpty();
    assertThat(Beans.same(new HostNetworkInfo(), touched)).isTrue();
  }

  private static PhysicalNic nic(String device) {
    var nic = new PhysicalNic();
    nic.setDevice(device);
    return nic;
  }

  @Test
  void knowsFieldsByTheirNamesOnTheWire() {
    assertThat(Beans.members(HostMountInfo.class).keySet())
        .containsExactly("path", "accessMode", "mounted", "accessible", "inaccessibleReason");
    Beans.Member certificate =
        Objects.requireNonNull(Beans.members(HostConfigInfo.class).get("certificate"));
    assertThat(certificate.array()).isTrue();
    assertThat(certificate.type()).isEqualTo(Byte.class);
    assertThat(Beans.memberOfFamily(DatastoreInfo.class, "vmfs")).isNotNull();
    assertThat(Beans.memberOfFamily(DatastoreInfo.class, "nothing")).isNull();
  }

  @Test
  void arraysTravelAsArrayOf() {
    var reference = new Ref("HostSystem", "host-1").toVim();
    Object array = AnyValues.of(List.of(reference), ManagedObjectReference.class);
    assertThat(array).isInstanceOf(ArrayOfManagedObjectReference.class);
    assertThat(AnyValues.elements(array)).hasSize(1).first().isSameAs(reference);
    assertThat(AnyValues.of(List.of(), String.class)).isInstanceOf(ArrayOfString.class);
    assertThat(AnyValues.of(List.of(1), Integer.class)).isInstanceOf(ArrayOfInt.class);
    assertThat(AnyValues.of(List.of((byte) 1), Byte.class)).isInstanceOf(ArrayOfByte.class);
    assertThat(AnyValues.of("text", String.class)).isEqualTo("text");
    assertThat(AnyValues.elements(null)).isEmpty();
  }
}
