/** How do a file's bytes get from a socket into a store and back, faults included? */
@NullMarked
package io.hostward.lab.transfer;

import org.jspecify.annotations.NullMarked;
