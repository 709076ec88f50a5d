/**
 * What has happened? One SQLite file, one row a delivery and one an attempt, written before and
 * after the fact: what a killed run is resumed from, what totals are counted from, what is known of
 * contents. Truth is the datastore: a plan looks there first, and the ledger explains what it
 * finds.
 */
@NullMarked
package io.hostward.bulk.ledger;

import org.jspecify.annotations.NullMarked;
