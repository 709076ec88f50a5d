/** Uploads files to VMware datastores by the shortest path. */
module io.hostward {
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports io.hostward;
  exports io.hostward.download;
  exports io.hostward.inventory;
  exports io.hostward.memory;
  exports io.hostward.net;
  exports io.hostward.ranking;
  exports io.hostward.spi;
  exports io.hostward.transfer;
  exports io.hostward.upload;
}
