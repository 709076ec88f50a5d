/** Who takes the files, and did all of them arrive? */
@NullMarked
package io.hostward.peers.server;

import org.jspecify.annotations.NullMarked;
