/**
 * What do all commands share? What they get from outside (environment, streams, terminal, Ctrl-C)
 * and how they end: failures in words, exit codes.
 */
@NullMarked
package io.hostward.cli.console;

import org.jspecify.annotations.NullMarked;
