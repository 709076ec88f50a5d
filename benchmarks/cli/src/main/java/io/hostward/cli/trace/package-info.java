/** Which host does vCenter relay through? The command {@code trace} and what it prints. */
@NullMarked
package io.hostward.cli.trace;

import org.jspecify.annotations.NullMarked;
