package io.hostward.lab.inventory;

import com.vmware.vim25.HostConfigInfo;
import com.vmware.vim25.HostIpConfig;
import com.vmware.vim25.HostIpConfigIpV6Address;
import com.vmware.vim25.HostIpConfigIpV6AddressConfiguration;
import com.vmware.vim25.HostNetworkInfo;
import com.vmware.vim25.HostVirtualNic;
import com.vmware.vim25.HostVirtualNicManagerInfo;
import com.vmware.vim25.HostVirtualNicSpec;
import com.vmware.vim25.PhysicalNicLinkInfo;
import com.vmware.vim25.PhysicalNicSpec;
import com.vmware.vim25.VirtualNicManagerNetConfig;
import io.hostward.lab.model.HostTrust;
import io.hostward.lab.model.ManagementNic;
import io.hostward.lab.model.PhysicalNic;
import io.hostward.lab.state.HostState;
import io.hostward.lab.vim.Ref;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code HostSystem.config} of one host: networks and certificate. */
final class HostConfig {
  private static final String VMK_KEY = "key-vim.host.VirtualNic-";

  private final Ref ref;
  private final HostState state;
  private final ServerProfile profile;

  HostConfig(Ref ref, HostState state, ServerProfile profile) {
    this.ref = ref;
    this.state = state;
    this.profile = profile;
  }

  HostConfigInfo config() {
    var config = new HostConfigInfo();
    config.setHost(ref.toVim());
    config.setProduct(new ServerProfile(false, profile.version()).about());
    config.setNetwork(network());
    config.setVirtualNicManagerInfo(netConfigs());
    if (state.model().trust() != HostTrust.NOTHING) {
      for (byte b : state.identity().pem().getBytes(StandardCharsets.US_ASCII)) {
        config.getCertificate().add(b);
      }
    }
    return config;
  }

  /** The management interfaces, and vMotion on an address that must not be taken for one. */
  private HostVirtualNicManagerInfo netConfigs() {
    var management = netConfig("management", state.managementNics());
    var decoy = new ManagementNic("vmk9", "192.168.255.1", 24, List.of(), true);
    var info = new HostVirtualNicManagerInfo();
    info.getNetConfig().add(netConfig("vmotion", List.of(decoy)));
    info.getNetConfig().add(management);
    return info;
  }

  private static VirtualNicManagerNetConfig netConfig(String type, List<ManagementNic> nics) {
    var config = new VirtualNicManagerNetConfig();
    config.setNicType(type);
    config.setMultiSelectAllowed(true);
    for (ManagementNic nic : nics) {
      // Keys carry the type in front and so differ from those in config.network.vnic.
      HostVirtualNic candidate = vnic(type + "." + VMK_KEY + nic.device(), nic);
      config.getCandidateVnic().add(candidate);
      if (nic.selected()) {
        config.getSelectedVnic().add(candidate.getKey());
      }
    }
    return config;
  }

  private HostNetworkInfo network() {
    var network = new HostNetworkInfo();
    state.model().pnics().forEach(nic -> network.getPnic().add(pnic(nic)));
    state.managementNics().forEach(n -> network.getVnic().add(vnic(VMK_KEY + n.device(), n)));
    return network;
  }

  private static HostVirtualNic vnic(String key, ManagementNic nic) {
    var ip = new HostIpConfig();
    ip.setDhcp(false);
    if (nic.ipv4() != null) {
      ip.setIpAddress(nic.ipv4());
      ip.setSubnetMask(mask(nic.prefixLength()));
    }
    if (!nic.ipv6().isEmpty()) {
      ip.setIpV6Config(ipv6(nic.ipv6()));
    }
    var spec = new HostVirtualNicSpec();
    spec.setIp(ip);
    spec.setMtu(1500);
    var vnic = new HostVirtualNic();
    vnic.setDevice(nic.device());
    vnic.setKey(key);
    vnic.setPortgroup("Management Network");
    vnic.setSpec(spec);
    return vnic;
  }

  private static HostIpConfigIpV6AddressConfiguration ipv6(List<String> addresses) {
    var config = new HostIpConfigIpV6AddressConfiguration();
    for (String text : addresses) {
      var address = new HostIpConfigIpV6Address();
      address.setIpAddress(text);
      address.setPrefixLength(64);
      config.getIpV6Address().add(address);
    }
    return config;
  }

  private static String mask(int prefixLength) {
    long bits = 0xffffffffL << (32 - prefixLength) & 0xffffffffL;
    return (bits >> 24) + "." + (bits >> 16 & 255) + "." + (bits >> 8 & 255) + "." + (bits & 255);
  }

  private static com.vmware.vim25.PhysicalNic pnic(PhysicalNic model) {
    var nic = new com.vmware.vim25.PhysicalNic();
    nic.setKey("key-vim.host.PhysicalNic-" + model.device());
    nic.setDevice(model.device());
    nic.setPci("0000:0b:00.0");
    nic.setDriver("nvmxnet3");
    nic.setMac("00:50:56:00:00:01");
    nic.setWakeOnLanSupported(false);
    nic.setSpec(new PhysicalNicSpec());
    Integer speed = model.speedMb();
    if (speed != null) {
      var link = new PhysicalNicLinkInfo();
      link.setSpeedMb(speed);
      link.setDuplex(true);
      nic.setLinkSpeed(link);
    }
    return nic;
  }
}
