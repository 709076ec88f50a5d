/**
 * How long until a session, and what does an upload cost? The commands {@code bench-startup} and
 * {@code bench-warm}.
 */
@NullMarked
package io.hostward.cli.startup;

import org.jspecify.annotations.NullMarked;
