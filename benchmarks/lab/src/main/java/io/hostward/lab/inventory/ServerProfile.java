package io.hostward.lab.inventory;

import com.vmware.vim25.AboutInfo;
import com.vmware.vim25.ServiceContent;
import io.hostward.lab.state.LabState;
import io.hostward.lab.vim.Ref;

/**
 * What differs between a vCenter and an ESXi host as they describe themselves: the ids of their
 * singletons, and {@code about}.
 *
 * @param vcenter whether it is a vCenter
 * @param version {@code about.version}, such as {@code 8.0.3}
 */
public record ServerProfile(boolean vcenter, String version) {

  /** The profile of the server with this id. */
  public static ServerProfile of(LabState state, String server) {
    var vcenter = state.model().vcenter();
    String version = vcenter == null ? "8.0.3" : vcenter.version();
    return new ServerProfile(server.equals(LabState.VCENTER), version);
  }

  public Ref rootFolder() {
    return new Ref("Folder", vcenter ? "group-d1" : "ha-folder-root");
  }

  public Ref propertyCollector() {
    return new Ref("PropertyCollector", vcenter ? "propertyCollector" : "ha-property-collector");
  }

  public Ref viewManager() {
    return new Ref("ViewManager", "ViewManager");
  }

  public Ref sessionManager() {
    return new Ref("SessionManager", vcenter ? "SessionManager" : "ha-sessionmgr");
  }

  public Ref authorizationManager() {
    return new Ref("AuthorizationManager", vcenter ? "AuthorizationManager" : "ha-authmgr");
  }

  public Ref perfManager() {
    return new Ref("PerformanceManager", vcenter ? "PerfMgr" : "ha-perfmgr");
  }

  public Ref taskManager() {
    return new Ref("TaskManager", vcenter ? "TaskManager" : "ha-taskmgr");
  }

  public Ref searchIndex() {
    return new Ref("SearchIndex", vcenter ? "SearchIndex" : "ha-searchindex");
  }

  public Ref fileManager() {
    return new Ref("FileManager", vcenter ? "FileManager" : "ha-nfc-file-manager");
  }

  public Ref setting() {
    return new Ref("OptionManager", vcenter ? "VpxSettings" : "HostAgentSettings");
  }

  public Ref virtualDiskManager() {
    return new Ref("VirtualDiskManager", vcenter ? "virtualDiskManager" : "ha-vdiskmanager");
  }

  public Ref namespaceManager() {
    return new Ref(
        "DatastoreNamespaceManager",
        vcenter ? "DatastoreNamespaceManager" : "ha-datastore-namespace-manager");
  }

  public Ref eventManager() {
    return new Ref("EventManager", vcenter ? "EventManager" : "ha-eventmgr");
  }

  public Ref licenseManager() {
    return new Ref("LicenseManager", vcenter ? "LicenseManager" : "ha-license-manager");
  }

  public Ref userDirectory() {
    return new Ref("UserDirectory", vcenter ? "UserDirectory" : "ha-user-directory");
  }

  /** The plug-ins of a vCenter. */
  public static Ref extensionManager() {
    return new Ref("ExtensionManager", "ExtensionManager");
  }

  /** The fields that administrators add to entities; a vCenter's. */
  public static Ref customFieldsManager() {
    return new Ref("CustomFieldsManager", "CustomFieldsManager");
  }

  /** The only object that every client knows by name. */
  public static Ref serviceInstance() {
    return new Ref("ServiceInstance", "ServiceInstance");
  }

  /** {@code about.apiVersion}, four numbers: {@code 8.0.3.0} for version 8.0.3. */
  public String apiVersion() {
    return version.chars().filter(c -> c == '.').count() >= 3 ? version : version + ".0";
  }

  public AboutInfo about() {
    var about = new AboutInfo();
    String product = vcenter ? "VMware vCenter Server" : "VMware ESXi";
    about.setName(product);
    about.setFullName(product + " " + version + " build-24022515");
    about.setVendor("VMware, Inc.");
    about.setVersion(version);
    about.setBuild("24022515");
    about.setLocaleVersion("INTL");
    about.setLocaleBuild("000");
    about.setOsType(vcenter ? "linux-x64" : "vmnix-x86");
    about.setProductLineId(vcenter ? "vpx" : "embeddedEsx");
    about.setApiType(vcenter ? "VirtualCenter" : "HostAgent");
    about.setApiVersion(apiVersion());
    about.setLicenseProductName(vcenter ? "VMware VirtualCenter Server" : "VMware ESX Server");
    about.setLicenseProductVersion(version.replaceAll("\\..*", ".0"));
    if (vcenter) {
      about.setInstanceUuid("5e1f3b52-7c7e-4d7e-9d0a-2f1f0e6b9a10");
    }
    return about;
  }

  /**
   * What the server has. Some of it can do nothing in the lab, but clients take for granted that it
   * is there.
   */
  public ServiceContent content() {
    var content = new ServiceContent();
    content.setRootFolder(rootFolder().toVim());
    content.setPropertyCollector(propertyCollector().toVim());
    content.setViewManager(viewManager().toVim());
    content.setAbout(about());
    content.setSetting(setting().toVim());
    content.setSessionManager(sessionManager().toVim());
    content.setAuthorizationManager(authorizationManager().toVim());
    content.setPerfManager(perfManager().toVim());
    content.setTaskManager(taskManager().toVim());
    content.setSearchIndex(searchIndex().toVim());
    content.setFileManager(fileManager().toVim());
    content.setVirtualDiskManager(virtualDiskManager().toVim());
    content.setDatastoreNamespaceManager(namespaceManager().toVim());
    content.setEventManager(eventManager().toVim());
    content.setLicenseManager(licenseManager().toVim());
    content.setUserDirectory(userDirectory().toVim());
    if (vcenter) {
      content.setExtensionManager(extensionManager().toVim());
      content.setCustomFieldsManager(customFieldsManager().toVim());
    }
    return content;
  }
}
