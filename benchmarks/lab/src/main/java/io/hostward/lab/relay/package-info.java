/**
 * How does vCenter hand a file to a host? The stand-in for port 902, and the choice of the host.
 */
@NullMarked
package io.hostward.lab.relay;

import org.jspecify.annotations.NullMarked;
