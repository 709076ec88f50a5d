/** Many files to many datastores. */
module io.hostward.bulk {
  requires transitive io.hostward;
  requires java.sql;
  requires com.fasterxml.jackson.core;
  requires org.apache.commons.csv;
  requires org.slf4j;
  requires org.xerial.sqlitejdbc;
  requires static transitive org.jspecify;

  exports io.hostward.bulk;
  exports io.hostward.bulk.delivery;
  exports io.hostward.bulk.ledger;
  exports io.hostward.bulk.mirror;
  exports io.hostward.bulk.plan;
  exports io.hostward.bulk.progress;
  exports io.hostward.bulk.schedule;
  exports io.hostward.bulk.shard;
  exports io.hostward.bulk.source;
  exports io.hostward.bulk.target;
  exports io.hostward.bulk.upload;
  exports io.hostward.bulk.vsphere;
}
