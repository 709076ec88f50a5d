package io.hostward.lab.folder;

/** Which privilege a method needs on a datastore or datacenter. */
final class Rights {
  private Rights() {}

  /**
   * Refuses what the user may not do, with 404 rather than 403: without the right to see a thing,
   * the real servers say that it is not there.
   */
  static void require(Grant grant, String method, String entity) throws Refusal {
    boolean changes = method.equals("PUT") || method.equals("DELETE");
    String needed = changes ? "Datastore.FileManagement" : "Datastore.Browse";
    if (!grant.user().may(needed, entity)) {
      throw new Refusal(404, "no " + needed + " on " + entity);
    }
  }
}
