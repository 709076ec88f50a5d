/** How much faster is the direct way? The command {@code compare}, its table and its document. */
@NullMarked
package io.hostward.cli.compare;

import org.jspecify.annotations.NullMarked;
