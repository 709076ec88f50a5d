/**
 * What has no source any more, and may go? Files that earlier runs have put below the folders of a
 * run, and nothing else; and nothing at all, if they are more than a limit. Asks through ports of
 * its own: {@code KnownFiles}, what did we put there? {@code Deletions}: delete it.
 */
@NullMarked
package io.hostward.bulk.mirror;

import org.jspecify.annotations.NullMarked;
