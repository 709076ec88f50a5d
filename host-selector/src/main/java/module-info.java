/** The policies: pure functions over snapshots. */
module io.hostward.selector {
  requires transitive io.hostward;
  requires static transitive org.jspecify;

  exports io.hostward.selector;
}
