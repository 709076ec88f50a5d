/** How well do policies choose? The command {@code simulate}: what is run, and its tables. */
@NullMarked
package io.hostward.cli.simulate;

import org.jspecify.annotations.NullMarked;
