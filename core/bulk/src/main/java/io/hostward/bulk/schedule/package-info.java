/**
 * When does which delivery go? Limits in all, per host and per datastore, kept without anybody
 * waiting for somebody else's slowness; failures at the end of the queue.
 */
@NullMarked
package io.hostward.bulk.schedule;

import org.jspecify.annotations.NullMarked;
