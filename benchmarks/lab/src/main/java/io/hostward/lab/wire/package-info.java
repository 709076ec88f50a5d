/**
 * What do all sockets of the lab share? Event loops, byte meters, bandwidth caps, resets, HTTP
 * exchanges.
 */
@NullMarked
package io.hostward.lab.wire;

import org.jspecify.annotations.NullMarked;
