/** Does the whole house upload? Library, Netty, vim25 and lab together, over real sockets. */
@NullMarked
package io.hostward.endtoend;

import org.jspecify.annotations.NullMarked;
