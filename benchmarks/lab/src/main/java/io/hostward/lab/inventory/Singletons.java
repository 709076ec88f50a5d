package io.hostward.lab.inventory;

import com.vmware.vim25.OptionValue;
import io.hostward.lab.state.LabState;
import io.hostward.lab.vim.Ref;
import io.hostward.lab.vim.Times;
import java.util.List;

/** The managed objects of which each server has one, as far as they have properties to read. */
final class Singletons {
  private final LabState state;
  private final ServerProfile profile;

  Singletons(LabState state, ServerProfile profile) {
    this.state = state;
    this.profile = profile;
  }

  List<Entity> all() {
    return List.of(
        of(ServerProfile.serviceInstance())
            .put("content", profile::content)
            .put("serverClock", () -> Times.of(state.clock().instant())),
        of(profile.sessionManager())
            .put("defaultLocale", () -> "en")
            .put("supportedLocaleList", () -> List.of("en"))
            .put("messageLocaleList", () -> List.of("en"))
            .put("message", () -> ""),
        of(profile.setting()).put("setting", this::settings),
        of(profile.viewManager()),
        of(profile.authorizationManager()),
        of(profile.searchIndex()),
        of(profile.fileManager()),
        of(profile.virtualDiskManager()),
        of(profile.namespaceManager()),
        of(profile.eventManager()),
        of(profile.licenseManager()),
        of(profile.userDirectory()),
        of(ServerProfile.extensionManager()),
        of(ServerProfile.customFieldsManager()));
  }

  private List<OptionValue> settings() {
    var name = new OptionValue();
    name.setKey(profile.vcenter() ? "VirtualCenter.InstanceName" : "Config.HostAgent.log.level");
    name.setValue(profile.vcenter() ? state.vcenterAuthority() : "info");
    return List.of(name);
  }

  private static Entity of(Ref ref) {
    return new Entity(ref.type(), ref.value(), ref.value(), "");
  }
}
