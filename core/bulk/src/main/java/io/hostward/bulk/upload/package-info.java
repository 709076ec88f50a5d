/**
 * How is a delivery carried out? By an upload of the library's: the bridge between the schedule and
 * {@link io.hostward.Hostward}.
 */
@NullMarked
package io.hostward.bulk.upload;

import org.jspecify.annotations.NullMarked;
