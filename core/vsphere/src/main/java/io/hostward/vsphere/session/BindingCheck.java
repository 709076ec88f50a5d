package io.hostward.vsphere.session;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks that there is one copy of the package {@code com.vmware.vim25} on the class path, and what
 * it is annotated with. The official SDK and yavijava bring copies of their own; the classes would
 * be mixed. Of an API whose package was renamed, Maven keeps one version, which may be the old one.
 * Both would fail in ways that name no jar.
 */
public final class BindingCheck {
  private static final List<String> TELLING_CLASSES =
      List.of(
          "com/vmware/vim25/ManagedObjectReference.class", "com/vmware/vim25/VimPortType.class");

  /** A class of each, and the artifact that has it. */
  private static final Map<String, String> APIS =
      Map.of(
          "jakarta.xml.bind.annotation.XmlType", "jakarta.xml.bind:jakarta.xml.bind-api",
          "jakarta.xml.ws.WebServiceException", "jakarta.xml.ws:jakarta.xml.ws-api");

  private BindingCheck() {}

  /**
   * Looks for the APIs without which the binding cannot be read.
   *
   * @throws IllegalStateException if one is missing, naming the jar that is there in its place
   */
  public static void requireAnnotations(ClassLoader loader) {
    APIS.forEach(
        (name, artifact) -> {
          if (!has(loader, name)) {
            throw new IllegalStateException(missing(loader, name, artifact));
          }
        });
  }

  private static boolean has(ClassLoader loader, String name) {
    try {
      Class<?> unused = Class.forName(name, false, loader);
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  private static String missing(ClassLoader loader, String name, String artifact) {
    String before = name.replaceFirst("^jakarta", "javax");
    Set<String> places = places(loader, before.replace('.', '/') + ".class");
    return places.isEmpty()
        ? "the class path has no " + name + ": add " + artifact + " of version 4.0 or later"
        : "the class path has no "
            + name
            + ", but "
            + before
            + " of before the renaming, in "
            + String.join(" and ", places)
            + ". Maven keeps one version of "
            + artifact
            + ": have it keep 4.0 or later. The old classes, where they are needed too, are in"
            + " javax.xml.bind:jaxb-api and javax.xml.ws:jaxws-api.";
  }

  /**
   * Looks at the class path.
   *
   * @throws IllegalStateException if there are two copies, naming both and the remedy
   */
  public static void requireOneBinding(ClassLoader loader) {
    for (String name : TELLING_CLASSES) {
      Set<String> places = places(loader, name);
      if (places.size() > 1) {
        throw new IllegalStateException(
            "the package com.vmware.vim25 is on the class path more than once: "
                + String.join(" and ", places)
                + ". Keep one: exclude io.hostward:hostward-vim25 if the other is VMware's SDK"
                + " (com.vmware.sdk:vim25, Jakarta), and hand its port to VimVSphere; yavijava has other classes under"
                + " the same names and cannot share a class path with Hostward.");
      }
    }
  }

  private static Set<String> places(ClassLoader loader, String name) {
    try {
      Set<String> places = new TreeSet<>();
      for (URL url : Collections.list(loader.getResources(name))) {
        places.add(place(url.toString(), name));
      }
      return places;
    } catch (IOException e) {
      throw new IllegalStateException("the class path cannot be searched for " + name, e);
    }
  }

  /** The jar or folder. */
  private static String place(String url, String name) {
    int from = url.startsWith("jar:") ? "jar:".length() : 0;
    int to = url.length() - name.length() - 1;
    return url.substring(from, to > from && url.charAt(to - 1) == '!' ? to - 1 : to);
  }
}
