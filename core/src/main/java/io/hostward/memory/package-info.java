/**
 * What did our own uploads teach us about hosts? The pipeline feeds it from events; policies are
 * told what it holds. No clock is read here and no I/O is done.
 */
@NullMarked
package io.hostward.memory;

import org.jspecify.annotations.NullMarked;
