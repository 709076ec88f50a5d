/** Which hosts can take an upload? The command {@code hosts}. */
@NullMarked
package io.hostward.cli.hosts;

import org.jspecify.annotations.NullMarked;
