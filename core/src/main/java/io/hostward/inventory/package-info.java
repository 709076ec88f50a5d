/**
 * What is a datastore, a path on it, a host, a mount, a snapshot, a load? Immutable values that
 * carry their age, made by the adapter that reads vCenter, read by policies.
 */
@NullMarked
package io.hostward.inventory;

import org.jspecify.annotations.NullMarked;
