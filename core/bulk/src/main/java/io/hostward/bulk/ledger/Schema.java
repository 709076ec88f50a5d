package io.hostward.bulk.ledger;

import java.util.List;

/** The tables, for people who open the file too. Times are milliseconds since 1970. */
final class Schema {
  static final int VERSION = 2;

  /** States of a delivery. */
  static final String OPEN = "open";

  static final String BEGUN = "begun";
  static final String ARRIVED = "arrived";
  static final String THERE = "there";
  static final String FAILED = "failed";

  static final List<String> TABLES =
      List.of(
          """
          create table run (
            id integer primary key,
            begun integer not null,
            ended integer,
            status text)
          """,
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
          "create index held_source on delivery (source) where held_modified is not null",
          "create index held_sha256 on delivery (datastore, held_sha256)"
              + " where held_sha256 is not null");

  private Schema() {}
}
