/**
 * How are files uploaded? The command {@code upload}: which file goes where, and what became of
 * each.
 */
@NullMarked
package io.hostward.cli.upload;

import org.jspecify.annotations.NullMarked;
