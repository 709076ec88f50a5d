/**
 * Does a policy choose well? A simulation of hosts, lines and uploaders in which the real policies
 * choose, without a socket.
 */
@NullMarked
package io.hostward.simulation;

import org.jspecify.annotations.NullMarked;
