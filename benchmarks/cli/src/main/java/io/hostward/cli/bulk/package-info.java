/**
 * How do many files get to many datastores? The commands {@code distribute} and {@code plan}: what
 * goes where, within which limits, and what became of it.
 */
@NullMarked
package io.hostward.cli.bulk;

import org.jspecify.annotations.NullMarked;
