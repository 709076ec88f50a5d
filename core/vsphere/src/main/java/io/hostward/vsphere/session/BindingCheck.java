package io.hostward.vsphere.session;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks that there is one copy of the package {@code com.vmware.vim25} on the class path. The
 * official SDK and yavijava bring copies of their own; the classes would be mixed, and fail in ways
 * that name neither jar.
 */
public final class BindingCheck {
  private static final List<String> TELLING_CLASSES =
      List.of(
          "com/vmware/vim25/ManagedObjectReference.class", "com/vmware/vim25/VimPortType.class");

  private BindingCheck() {}

  /**
   * Looks at the class path.
   *
   * @throws IllegalStateException if there are two copies, naming both and the remedy
   */
  public static void requireOneBinding(ClassLoader loader) {
    for (String name : TELLING_CLASSES) {
      Set<String> places = places(name, loader);
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

  private static Set<String> places(String name, ClassLoader loader) {
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
