/** How do I run it? The {@code hostward} command, which knows all the others. */
@NullMarked
package io.hostward.cli;

import org.jspecify.annotations.NullMarked;
