/** How do I run it? The {@code hostward} command: its options, its output, its exit codes. */
@NullMarked
package io.hostward.cli;

import org.jspecify.annotations.NullMarked;
