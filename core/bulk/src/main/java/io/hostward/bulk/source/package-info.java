/**
 * Which files are to go? Files, folders with what their rules let through, and manifests, as lazy
 * streams: no room for the names of all files is ever needed.
 */
@NullMarked
package io.hostward.bulk.source;

import org.jspecify.annotations.NullMarked;
