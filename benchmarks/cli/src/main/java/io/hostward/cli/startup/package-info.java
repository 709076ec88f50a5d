/** How long until a session? The command {@code bench-startup}. */
@NullMarked
package io.hostward.cli.startup;

import org.jspecify.annotations.NullMarked;
