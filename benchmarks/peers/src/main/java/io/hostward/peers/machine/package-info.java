/** What is there on this machine, and what did a program cost on it? */
@NullMarked
package io.hostward.peers.machine;

import org.jspecify.annotations.NullMarked;
