package io.hostward.lab.soap;

import com.vmware.vim25.InaccessibleDatastore;
import io.hostward.lab.inventory.Entity;
import io.hostward.lab.model.DatacenterModel;
import io.hostward.lab.property.ManagedObject;
import io.hostward.lab.state.DatastoreState;
import io.hostward.lab.vim.Faults;
import io.hostward.lab.vim.VimFault;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Understands the two forms of file names that FileManager takes: {@code [datastore] path}, which
 * on a vCenter means something only together with a datacenter, and the URL of a {@code /folder}
 * file, which says it all.
 */
final class FileNames {
  private static final Pattern URL =
      Pattern.compile("https?://[^/]+/folder/?([^?#]*)(?:\\?([^#]*))?(?:#.*)?");

  private FileNames() {}

  /**
   * The place that a name means.
   *
   * @param argument the argument's name, for the fault
   * @param datacenter the datacenter that came with it; null if none did
   */
  static Located locate(Call call, String argument, @Nullable ManagedObject datacenter) {
    String name = call.string(argument);
    Matcher url = URL.matcher(name);
    if (url.matches()) {
      return byUrl(call, name, url);
    }
    if (!BracketPath.hasForm(name)) {
      throw Faults.invalidDatastorePath(name);
    }
    String inside = datacenterId(call, datacenter);
    return byBrackets(call, name, call.server().state().datastoresIn(inside).toList());
  }

  /** The place that {@code [datastore] path} means on a browser of that datastore. */
  static Located onDatastore(Call call, String name, Entity datastore) {
    DatastoreState state = call.server().inventory().datastore(datastore).orElseThrow();
    return byBrackets(call, name, List.of(state));
  }

  private static Located byBrackets(Call call, String name, List<DatastoreState> datastores) {
    BracketPath read =
        BracketPath.read(name, datastores).orElseThrow(() -> Faults.invalidDatastorePath(name));
    return located(call, name, Optional.of(read.datastore()), read.path());
  }

  private static String datacenterId(Call call, @Nullable ManagedObject datacenter) {
    if (datacenter instanceof Entity entity && entity.type().isA("Datacenter")) {
      return entity.modelId();
    }
    if (datacenter != null || call.server().profile().vcenter()) {
      throw Faults.invalidArgument("datacenter");
    }
    return ownDatacenter(call);
  }

  private static String ownDatacenter(Call call) {
    return call.server().inventory().all("Datacenter").get(0).modelId();
  }

  private static Located byUrl(Call call, String name, Matcher url) {
    Map<String, String> query = new HashMap<>();
    for (String pair : (url.group(2) == null ? "" : url.group(2)).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.put(pair.substring(0, equals), decode(pair.substring(equals + 1)));
      }
    }
    String dcPath = query.get("dcPath");
    String datacenter =
        !call.server().profile().vcenter() || dcPath == null
            ? ownDatacenter(call)
            : call.server()
                .state()
                .datacenterByPath(dcPath)
                .map(DatacenterModel::moid)
                .orElseThrow(() -> Faults.invalidDatastorePath(name));
    String dsName = query.getOrDefault("dsName", "");
    Optional<DatastoreState> datastore = call.server().state().datastore(datacenter, dsName);
    return located(call, name, datastore, decode(url.group(1)));
  }

  private static Located located(
      Call call, String name, Optional<DatastoreState> datastore, String path) {
    Entity entity =
        datastore
            .flatMap(d -> call.server().inventory().entityOf(d))
            .orElseThrow(() -> Faults.invalidDatastorePath(name));
    if (!datastore.orElseThrow().accessible()) {
      var detail = new InaccessibleDatastore();
      detail.setDatastore(entity.ref().toVim());
      detail.setName(entity.name());
      throw new VimFault(detail, "Unable to access datastore " + entity.name());
    }
    return new Located(entity, datastore.orElseThrow(), tidy(path));
  }

  /**
   * Parts joined by single slashes. {@code .} is the folder itself: {@code [datastore] .} is how
   * clients that cut off a file's name, as govmomi does, write the top.
   */
  private static String tidy(String path) {
    return Arrays.stream(path.split("/", -1))
        .filter(part -> !part.isEmpty() && !part.equals("."))
        .collect(Collectors.joining("/"));
  }

  /** In paths and queries alike {@code +} is a space, as on real servers. */
  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Faults.invalidDatastorePath(text);
    }
  }
}
