/**
 * What has to move? Deliveries are compared with what the datastores hold, a window of them at a
 * time, and each gets a verdict: there already, missing, different, or a copy of what the datastore
 * has under another name.
 */
@NullMarked
package io.hostward.bulk.plan;

import org.jspecify.annotations.NullMarked;
