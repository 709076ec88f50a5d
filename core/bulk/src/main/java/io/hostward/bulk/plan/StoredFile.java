package io.hostward.bulk.plan;

import java.time.Instant;
import java.util.Optional;

/**
 * A file on a datastore, as a search told of it.
 *
 * @param size its bytes
 * @param modified when it was last changed, by the datastore's clock, if the search told
 */
public record StoredFile(long size, Optional<Instant> modified) {}
