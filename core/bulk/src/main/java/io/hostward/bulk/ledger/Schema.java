package io.hostward.bulk.ledger;

import java.util.List;

/** The tables, for people who open the file too. Times are milliseconds since 1970. */
final class Schema {
  static final int VERSION = 3;

  /** States of a delivery. */
  static final String OPEN = "open";

  static final String BEGUN = "begun";
  static final String ARRIVED = "arrived";
  static final String THERE = "there";
  static final String FAILED = "failed";

  /** Sent to where its new folder is kept until that appears. */
  static final String SENT = "sent";

  // Of earlier runs, whose source was gone: "deleting", "deleted" when it was done, and "removed"
  // when its folder, which that had left empty, was gone too. LedgerKnownFolders has a table for
  // the
  // meantime.

  static final List<String> TABLES =
      List.of(
          """
          create table run (
            id integer primary key,
            begun integer not null,
            ended integer,
            status text)
          """,
          // What is to appear as a whole, and where it is kept until then.
          """
          create table folder (
            id integer primary key,
            datastore text not null,
            path text not null,
            temporary text not null,
            unique (datastore, path))
          """,
          // folder: the new one that it is to appear with.
          // look: whether its file may be where it is to be all the same.
          // copy: whether copy_of on copy_datastore was there or to come when it was planned.
          // before_*: what stood under the target's name when it was planned.
          // held_*: what this ledger's runs have put there, of which time's source, and between
          // when
          // and when.
          """
          create table delivery (
            id integer primary key,
            run integer not null,
            datastore text not null,
            path text not null,
            source text not null,
            size integer,
            modified integer,
            sha256 text,
            verdict text not null,
            state text not null,
            round integer not null,
            copy integer not null,
            copy_datastore text,
            copy_of text,
            before_size integer,
            before_modified integer,
            held_size integer,
            held_sha256 text,
            held_modified integer,
            held_from integer,
            held_until integer,
            problem text not null,
            folder integer references folder,
            look integer not null default 0,
            unique (datastore, path))
          """,
          """
          create table attempt (
            delivery integer not null references delivery,
            number integer not null,
            run integer not null,
            begun integer not null,
            ended integer,
            outcome text,
            domain text,
            route text,
            problem text,
            primary key (delivery, number)) without rowid
          """,
          "create index open_delivery on delivery (datastore, round, copy, id) where state = 'open'",
          // One file may go to many places: these hold what can be found there and nothing else, so
          // that no search walks over all of them.
          "create index source_sha256 on delivery (source, size, modified)"
              + " where sha256 is not null",
          "create index holder_source on delivery (source, datastore)"
              + " where state = 'open' and copy = 0",
          "create index holder_sha256 on delivery (datastore, sha256)"
              + " where state = 'open' and copy = 0 and sha256 is not null",
          "create index folder_delivery on delivery (folder, run, state, id)"
              + " where folder is not null",
          "create index folder_file on delivery (folder, id) where folder is not null",
          "create index sent_source on delivery (source) where state = 'sent'",
          "create index held_source on delivery (source) where held_modified is not null",
          "create index held_sha256 on delivery (datastore, held_sha256)"
              + " where held_sha256 is not null");

  private Schema() {}
}
