/**
 * What happens to whole uploads when the simulated vSphere misbehaves, or is merely unlike another?
 * Library, Netty, vim25 and lab together, over real sockets.
 */
@NullMarked
package io.hostward.faults;

import org.jspecify.annotations.NullMarked;
