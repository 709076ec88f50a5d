package io.hostward.lab.inventory;

import com.vmware.vim25.OptionValue;
import io.hostward.lab.state.LabState;
import io.hostward.lab.vim.Ref;
import io.hostward.lab.vim.Times;
import java.util.List;

/** The managed objects of which each server has one, as far as they have properties to read. */
final class Singletons {
  private final LabState state;
  private final Dialect dialect;

  Singletons(LabState state, Dialect dialect) {
    this.state = state;
    this.dialect = dialect;
  }

  List<Entity> all() {
    return List.of(
        of(Dialect.serviceInstance())
            .put("content", dialect::content)
            .put("serverClock", () -> Times.of(state.clock().instant())),
        of(dialect.sessionManager())
            .put("defaultLocale", () -> "en")
            .put("supportedLocaleList", () -> List.of("en"))
            .put("messageLocaleList", () -> List.of("en"))
            .put("message", () -> ""),
        of(dialect.setting()).put("setting", this::settings),
        of(dialect.viewManager()),
        of(dialect.authorizationManager()),
        of(dialect.searchIndex()),
        of(dialect.fileManager()),
        of(dialect.virtualDiskManager()),
        of(dialect.namespaceManager()),
        of(dialect.eventManager()),
        of(dialect.licenseManager()),
        of(dialect.userDirectory()),
        of(Dialect.extensionManager()),
        of(Dialect.customFieldsManager()));
  }

  private List<OptionValue> settings() {
    var name = new OptionValue();
    name.setKey(dialect.vcenter() ? "VirtualCenter.InstanceName" : "Config.HostAgent.log.level");
    name.setValue(dialect.vcenter() ? state.vcenterAuthority() : "info");
    return List.of(name);
  }

  private static Entity of(Ref ref) {
    return new Entity(ref.type(), ref.value(), ref.value(), "");
  }
}
