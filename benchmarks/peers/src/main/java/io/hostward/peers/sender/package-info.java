/**
 * How does a Java program send these files? Each class is one way; they run in JVMs of their own.
 */
@NullMarked
package io.hostward.peers.sender;

import org.jspecify.annotations.NullMarked;
