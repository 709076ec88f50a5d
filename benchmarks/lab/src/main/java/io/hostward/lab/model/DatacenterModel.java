package io.hostward.lab.model;

import java.util.List;

/**
 * A datacenter.
 *
 * @param moid {@code datacenter-2}
 * @param name as shown to people, unescaped; {@code /} in it is {@code %2f} in the inventory
 * @param folders names of the folders between the root folder and the datacenter, outermost first
 */
public record DatacenterModel(String moid, String name, List<String> folders) {

  public DatacenterModel {
    folders = List.copyOf(folders);
  }

  /** The path that {@code dcPath} carries: names from the root, escaped, joined by {@code /}. */
  public String path() {
    StringBuilder path = new StringBuilder();
    folders.forEach(folder -> path.append(escape(folder)).append('/'));
    return path.append(escape(name)).toString();
  }

  /** An entity name as the inventory holds it: {@code %}, {@code /} and {@code \} escaped. */
  public static String escape(String name) {
    return name.replace("%", "%25").replace("/", "%2f").replace("\\", "%5c");
  }
}
