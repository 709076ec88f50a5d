package io.hostward.vim25;

import static io.hostward.vim25.CannedVim.ref;
import static org.assertj.core.api.Assertions.assertThat;

import com.vmware.vim25.FileQueryFlags;
import com.vmware.vim25.HostDatastoreBrowserSearchSpec;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.SessionManagerHttpServiceRequestSpec;
import jakarta.xml.ws.BindingProvider;
import org.junit.jupiter.api.Test;

/**
 * What a call looks like on the wire: element names, order, absent optional arguments, {@code
 * xsi:type}, SOAPAction.
 */
class RequestTest {
  private static final String TASK = "<returnval type=\"Task\">task-1</returnval>";

  @Test
  void argumentsTravelInOrderAndAbsentOnesNotAtAll() throws Exception {
    try (var vim = CannedVim.answering("MoveDatastoreFile_Task", TASK)) {
      ManagedObjectReference task =
          vim.port()
              .moveDatastoreFileTask(
                  ref("FileManager", "FileManager"),
                  "[a] x",
                  ref("Datacenter", "dc-1"),
                  "[a] y",
                  null,
                  false);

      assertThat(task.getType()).isEqualTo("Task");
      assertThat(task.getValue()).isEqualTo("task-1");
      assertThat(vim.request())
          .contains(
              "<MoveDatastoreFile_Task xmlns=\"urn:vim25\"><_this type=\"FileManager\">FileManager</_this>"
                  + "<sourceName>[a] x</sourceName><sourceDatacenter type=\"Datacenter\">dc-1</sourceDatacenter>"
                  + "<destinationName>[a] y</destinationName><force>false</force></MoveDatastoreFile_Task>");
    }
  }

  @Test
  void abstractArgumentNamesItsType() throws Exception {
    try (var vim =
        CannedVim.answering("AcquireGenericServiceTicket", "<returnval><id>t</id></returnval>")) {
      var spec = new SessionManagerHttpServiceRequestSpec();
      spec.setMethod("httpPut");
      spec.setUrl("https://h/folder/a?dsName=b");

      var ticket =
          vim.port().acquireGenericServiceTicket(ref("SessionManager", "SessionManager"), spec);

      assertThat(ticket.getId()).isEqualTo("t");
      assertThat(ticket.getHostName()).isNull();
      assertThat(vim.request())
          .containsPattern("<spec [^>]*xsi:type=\"SessionManagerHttpServiceRequestSpec\"")
          .contains("<method>httpPut</method><url>https://h/folder/a?dsName=b</url>");
    }
  }

  @Test
  void valueTypesTravelWithTheirOptionalFieldsLeftOut() throws Exception {
    try (var vim = CannedVim.answering("SearchDatastore_Task", TASK)) {
      var flags = new FileQueryFlags();
      flags.setFileSize(true);
      var spec = new HostDatastoreBrowserSearchSpec();
      spec.setDetails(flags);
      spec.getMatchPattern().add("a.iso");

      vim.port().searchDatastoreTask(ref("HostDatastoreBrowser", "b"), "[a]", spec);

      assertThat(vim.request())
          .contains(
              "<datastorePath>[a]</datastorePath><searchSpec><details><fileType>false</fileType>"
                  + "<fileSize>true</fileSize><modification>false</modification><fileOwner>false</fileOwner>"
                  + "</details><matchPattern>a.iso</matchPattern></searchSpec>");
    }
  }

  @Test
  void actionNamesTheVersionAndTheCallerMayChangeIt() throws Exception {
    try (var vim = CannedVim.answering("Logout", "")) {
      var port = vim.port();
      port.logout(ref("SessionManager", "SessionManager"));
      assertThat(vim.action()).isEqualTo("\"urn:vim25/6.5\"");

      var context = ((BindingProvider) port).getRequestContext();
      context.put(BindingProvider.SOAPACTION_USE_PROPERTY, true);
      context.put(BindingProvider.SOAPACTION_URI_PROPERTY, "urn:vim25/8.0.2.0");
      port.logout(ref("SessionManager", "SessionManager"));
      assertThat(vim.action()).isEqualTo("\"urn:vim25/8.0.2.0\"");
    }
  }

  @Test
  void emptyAnswerToAnOptionalResultIsNull() throws Exception {
    try (var vim = CannedVim.answering("FindByInventoryPath", "")) {
      assertThat(vim.port().findByInventoryPath(ref("SearchIndex", "SearchIndex"), "/no")).isNull();
    }
  }
}
