/** Who sends the files, and what does it cost? */
@NullMarked
package io.hostward.peers.client;

import org.jspecify.annotations.NullMarked;
