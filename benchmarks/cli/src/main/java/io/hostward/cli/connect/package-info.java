/**
 * Which server, as whom, and how is it verified? Options and the environment variables of govc
 * become one {@link io.hostward.cli.connect.ServerConnection}.
 */
@NullMarked
package io.hostward.cli.connect;

import org.jspecify.annotations.NullMarked;
