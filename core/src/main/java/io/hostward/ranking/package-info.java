/**
 * What does a policy see, and what does it answer? A context beside the snapshot, and a selection:
 * each host that mounts the datastore is ranked or refused, with the reason.
 */
@NullMarked
package io.hostward.ranking;

import org.jspecify.annotations.NullMarked;
