/** How many machines does a large distribution take? The command {@code simulate-shards}. */
@NullMarked
package io.hostward.cli.shards;

import org.jspecify.annotations.NullMarked;
