package io.hostward.vim25;

import static io.hostward.vim25.CannedVim.ref;
import static org.assertj.core.api.Assertions.assertThat;

import com.vmware.vim25.ArrayOfDatastoreHostMount;
import com.vmware.vim25.ArrayOfString;
import com.vmware.vim25.DatastoreInfo;
import com.vmware.vim25.DatastoreSummary;
import com.vmware.vim25.HostMountInfo;
import com.vmware.vim25.HostRuntimeInfo;
import com.vmware.vim25.HostSystemPowerState;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.MethodFault;
import com.vmware.vim25.NotAuthenticated;
import com.vmware.vim25.RetrieveOptions;
import com.vmware.vim25.RetrieveResult;
import com.vmware.vim25.TaskInfo;
import com.vmware.vim25.TaskInfoState;
import java.util.List;
import javax.xml.datatype.XMLGregorianCalendar;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/**
 * What a server of another version sends beyond the slice never breaks a call. The tests are the
 * record of what each such thing decodes to:
 *
 * <ul>
 *   <li>a property value ({@code xsd:anyType}) whose {@code xsi:type} is not in the slice, or
 *       missing: a DOM {@link Element} with the value's whole content;
 *   <li>an unknown subtype where a field has a type of the slice: that declared type, with the
 *       fields it knows;
 *   <li>an unknown field: skipped;
 *   <li>an unknown value of an enumeration: {@code null}, even where the schema requires a value.
 * </ul>
 */
class UnknownContentTest {
  private static final String DATASTORE = "<obj type=\"Datastore\">datastore-1</obj>";

  @Test
  void valueOfUnknownTypeIsDomElement() throws Exception {
    Object value = valueOf("<val xsi:type=\"FutureThing\"><depth>7</depth><name>x</name></val>");

    assertThat(value).isInstanceOf(Element.class);
    Element element = (Element) value;
    assertThat(element.getLocalName()).isEqualTo("val");
    assertThat(element.getTextContent()).isEqualTo("7x");
  }

  @Test
  void valueWithoutTypeIsDomElement() throws Exception {
    assertThat(valueOf("<val><depth>7</depth></val>"))
        .isInstanceOfSatisfying(Element.class, e -> assertThat(e.getTextContent()).isEqualTo("7"));
  }

  @Test
  void arrayOfUnknownTypeIsDomElement() throws Exception {
    assertThat(
            valueOf("<val xsi:type=\"ArrayOfFuture\"><Future>1</Future><Future>2</Future></val>"))
        .isInstanceOfSatisfying(
            Element.class,
            e ->
                assertThat(e.getElementsByTagNameNS("urn:vim25", "Future").getLength())
                    .isEqualTo(2));
  }

  @Test
  void unknownValueLeavesItsNeighboursAlone() throws Exception {
    RetrieveResult result =
        retrieve(
            "<propSet><name>a</name><val xsi:type=\"FutureThing\"><x/></val></propSet>"
                + "<propSet><name>name</name><val xsi:type=\"xsd:string\">vmstore</val></propSet>"
                + "<propSet><name>n</name><val xsi:type=\"xsd:long\">5000000000</val></propSet>");

    var properties = result.getObjects().get(0).getPropSet();
    assertThat(properties).hasSize(3);
    assertThat(properties.get(1).getVal()).isEqualTo("vmstore");
    assertThat(properties.get(2).getVal()).isEqualTo(5_000_000_000L);
  }

  @Test
  void knownArraysAndValuesDecodeToTheirClasses() throws Exception {
    assertThat(
            valueOf("<val xsi:type=\"ArrayOfString\"><string>a</string><string>b</string></val>"))
        .isInstanceOfSatisfying(
            ArrayOfString.class, a -> assertThat(a.getString()).containsExactly("a", "b"));
    assertThat(valueOf("<val type=\"Folder\" xsi:type=\"ManagedObjectReference\">group-1</val>"))
        .isInstanceOfSatisfying(
            ManagedObjectReference.class, m -> assertThat(m.getType()).isEqualTo("Folder"));
    assertThat(valueOf("<val xsi:type=\"HostSystemPowerState\">standBy</val>"))
        .isEqualTo(HostSystemPowerState.STAND_BY);
    assertThat(valueOf("<val xsi:type=\"xsd:dateTime\">2026-11-22T10:00:00Z</val>"))
        .isInstanceOf(XMLGregorianCalendar.class);
  }

  @Test
  void unknownFieldsAreSkipped() throws Exception {
    Object value =
        valueOf(
            """
            <val xsi:type="ArrayOfDatastoreHostMount"><DatastoreHostMount xsi:type="DatastoreHostMount">\
            <key type="HostSystem">host-9</key><mountInfo><path>/vmfs/volumes/1</path>\
            <accessMode>readWrite</accessMode><mounted>true</mounted><vmknicName>vmk1</vmknicName>\
            <future><deep>1</deep></future><accessible>true</accessible></mountInfo><later>2</later>\
            </DatastoreHostMount></val>""");

    assertThat(value).isInstanceOf(ArrayOfDatastoreHostMount.class);
    var mounts = ((ArrayOfDatastoreHostMount) value).getDatastoreHostMount();
    assertThat(mounts).hasSize(1);
    HostMountInfo info = mounts.get(0).getMountInfo();
    assertThat(info.getAccessMode()).isEqualTo("readWrite");
    assertThat(info.isAccessible()).isTrue();
    assertThat(info.getInaccessibleReason()).isNull();
  }

  @Test
  void fieldsInAnotherOrderAreRead() throws Exception {
    Object value =
        valueOf(
            "<val xsi:type=\"DatastoreSummary\"><type>NFS</type><accessible>true</accessible>"
                + "<freeSpace>1</freeSpace><capacity>2</capacity><url>u</url><name>n</name></val>");

    assertThat(value)
        .isInstanceOfSatisfying(
            DatastoreSummary.class,
            summary -> {
              assertThat(summary.getType()).isEqualTo("NFS");
              assertThat(summary.getCapacity()).isEqualTo(2);
              assertThat(summary.isMultipleHostAccess()).isNull();
            });
  }

  @Test
  void unknownSubtypeAsPropertyIsDomElement() throws Exception {
    assertThat(
            valueOf(
                "<val xsi:type=\"PMemDatastoreInfo\"><name>n</name><url>u</url><freeSpace>1</freeSpace>"
                    + "<maxFileSize>64</maxFileSize><maxMemoryFileSize>0</maxMemoryFileSize></val>"))
        .isInstanceOfSatisfying(
            Element.class,
            e ->
                assertThat(
                        e.getElementsByTagNameNS("urn:vim25", "maxFileSize")
                            .item(0)
                            .getTextContent())
                    .isEqualTo("64"));
  }

  @Test
  void unknownSubtypeInTypedFieldIsTheDeclaredType() throws Exception {
    Object value =
        valueOf(
            """
            <val xsi:type="TaskInfo"><key>task-1</key><task type="Task">task-1</task>\
            <descriptionId>FileManager.moveFile</descriptionId><state>error</state><cancelled>false</cancelled>\
            <cancelable>false</cancelable><error><fault xsi:type="FileOnTapeFault"><faultMessage><key>k</key>\
            <message>rewind</message></faultMessage><file>[a] b</file></fault><localizedMessage>on tape\
            </localizedMessage></error><reason xsi:type="TaskReasonFuture"><why>1</why></reason>\
            <queueTime>2026-11-22T10:00:00Z</queueTime><eventChainId>1</eventChainId></val>""");

    assertThat(value).isInstanceOf(TaskInfo.class);
    TaskInfo info = (TaskInfo) value;
    assertThat(info.getState()).isEqualTo(TaskInfoState.ERROR);
    assertThat(info.getError().getLocalizedMessage()).isEqualTo("on tape");
    assertThat(info.getError().getFault()).isExactlyInstanceOf(MethodFault.class);
    assertThat(info.getError().getFault().getFaultMessage().get(0).getMessage())
        .isEqualTo("rewind");
    assertThat(info.getEventChainId()).isEqualTo(1);
  }

  @Test
  void knownSubtypeInTypedFieldKeepsItsClass() throws Exception {
    RetrieveResult result =
        retrieve(
            "<missingSet><path>summary</path><fault><fault xsi:type=\"NotAuthenticated\">"
                + "<object type=\"Folder\">group-d1</object><privilegeId>System.View</privilegeId></fault>"
                + "<localizedMessage></localizedMessage></fault></missingSet>");

    var missing = result.getObjects().get(0).getMissingSet().get(0);
    assertThat(missing.getFault().getFault())
        .isInstanceOfSatisfying(
            NotAuthenticated.class, f -> assertThat(f.getPrivilegeId()).isEqualTo("System.View"));
  }

  @Test
  void unknownEnumerationValueIsNull() throws Exception {
    Object value =
        valueOf(
            "<val xsi:type=\"HostRuntimeInfo\"><connectionState>meditating</connectionState>"
                + "<powerState>poweredOn</powerState><inMaintenanceMode>false</inMaintenanceMode></val>");

    assertThat(value)
        .isInstanceOfSatisfying(
            HostRuntimeInfo.class,
            runtime -> {
              assertThat(runtime.getConnectionState()).isNull();
              assertThat(runtime.getPowerState()).isEqualTo(HostSystemPowerState.POWERED_ON);
            });
    assertThat(valueOf("<val xsi:type=\"HostSystemConnectionState\">meditating</val>")).isNull();
  }

  @Test
  void baseTypeWithoutSubtypeFieldsIsRead() throws Exception {
    assertThat(
            valueOf(
                "<val xsi:type=\"DatastoreInfo\"><name>n</name><url>u</url><freeSpace>1</freeSpace>"
                    + "<maxFileSize>64</maxFileSize><maxMemoryFileSize>0</maxMemoryFileSize></val>"))
        .isInstanceOfSatisfying(
            DatastoreInfo.class, info -> assertThat(info.getMaxFileSize()).isEqualTo(64));
  }

  private static Object valueOf(String val) throws Exception {
    RetrieveResult result = retrieve("<propSet><name>p</name>" + val + "</propSet>");
    return result.getObjects().get(0).getPropSet().get(0).getVal();
  }

  private static RetrieveResult retrieve(String content) throws Exception {
    String returned = "<returnval><objects>" + DATASTORE + content + "</objects></returnval>";
    try (var vim = CannedVim.answering("RetrievePropertiesEx", returned)) {
      return vim.port()
          .retrievePropertiesEx(
              ref("PropertyCollector", "propertyCollector"), List.of(), new RetrieveOptions());
    }
  }
}
