/**
 * What <em>is</em> a datastore path, a host, a snapshot, a route, an attempt, a result, an error?
 * Immutable values; every type here is safe for use by many threads, and none does I/O unless its
 * name says so.
 */
@NullMarked
package io.hostward.model;

import org.jspecify.annotations.NullMarked;
