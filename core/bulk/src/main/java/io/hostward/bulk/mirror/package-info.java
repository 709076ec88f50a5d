/**
 * What has no source any more, and may go? Files that earlier runs have put below the folders of a
 * run, and nothing else unless that is chosen; nothing at all, if they are more than a limit; and
 * folders that this leaves empty. Asks through ports of its own: {@code KnownFiles} and {@code
 * KnownFolders}, what did we put there? {@code Deletions}: look at it, and delete it.
 */
@NullMarked
package io.hostward.bulk.mirror;

import org.jspecify.annotations.NullMarked;
