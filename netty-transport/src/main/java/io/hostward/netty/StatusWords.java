package io.hostward.netty;

/**
 * What an HTTP status of {@code /folder} means, and what to do. Programming guides document few of
 * them; the rest is what users of vSphere's file access have reported.
 */
final class StatusWords {
  private StatusWords() {}

  static String of(int status, Advice advice) {
    return switch (status) {
      case 400 -> "the server does not recognise this as a /folder URL; check host and port";
      case 401 -> advice.unauthorized();
      case 403 ->
          "the user may not do this; check the privileges Datastore.Browse and"
              + " Datastore.FileManagement on datacenter and datastore";
      case 404 ->
          "there is no such datacenter, datastore or folder, or the user may not see it; check the"
              + " path and the privilege Datastore.FileManagement on datacenter and datastore";
      case 405 -> "a folder of this name is in the way; choose another name";
      case 408 -> "the server waited too long for bytes; check the network and the source's speed";
      case 409 -> "the file is in use or in the way; check whether a virtual machine has it open";
      case 411, 413 -> "the server does not accept a file of this size";
      case 416 -> "the file is shorter than the part that was asked for";
      case 500 ->
          "the server failed; common reasons are a full datastore, a file at the top level of a vSAN"
              + " datastore, a missing privilege (Cryptographer.Access on encrypted hosts) or a locked"
              + " file; hostd.log or vpxd.log on the server tells more";
      case 502, 503, 504 -> "the service is down or busy; try again later or use another host";
      case 507 -> "the datastore is full; free space or use another one";
      default -> byClass(status);
    };
  }

  private static String byClass(int status) {
    return switch (status / 100) {
      case 1 -> "the server changes to another protocol; check that the port is its HTTPS port";
      case 2 -> "this success does not fit the request; do not trust the file";
      case 3 ->
          "the server redirects; Hostward does not follow, since a ticket is good for one URL;"
              + " check host and port";
      case 4 -> "the server rejected the request";
      default -> "the server failed; its log tells more";
    };
  }
}
