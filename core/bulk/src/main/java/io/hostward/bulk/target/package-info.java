/**
 * Where are they to go? Datastores, chosen by name, by pattern, by cluster or by a file of names,
 * and the path that a file gets on each; and which of the names that targets are written with are
 * one datastore.
 */
@NullMarked
package io.hostward.bulk.target;

import org.jspecify.annotations.NullMarked;
