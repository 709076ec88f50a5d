/** How long does a command take from nothing? */
@NullMarked
package io.hostward.peers.startup;

import org.jspecify.annotations.NullMarked;
