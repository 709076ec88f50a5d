/**
 * What does a command tell a program? Records that become one JSON document; fields are only ever
 * added. Times are in seconds, rates in bytes per second.
 */
@NullMarked
package io.hostward.cli.report;

import org.jspecify.annotations.NullMarked;
