/**
 * How do the routes to a datastore compare? One file over every route in turn, and the time that a
 * fresh JVM takes to log in.
 */
@NullMarked
package io.hostward.experiment;

import org.jspecify.annotations.NullMarked;
