/**
 * How do I run it? {@link io.hostward.bulk.BulkRun}: deliveries in, a report out. The rooms below
 * can be used one by one; {@code io.hostward.bulk.delivery} says who knows whom.
 */
@NullMarked
package io.hostward.bulk;

import org.jspecify.annotations.NullMarked;
