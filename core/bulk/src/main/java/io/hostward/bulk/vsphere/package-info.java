/**
 * How does a run learn what there is? The ports {@link io.hostward.bulk.target.Datastores} and
 * {@link io.hostward.bulk.plan.Listings}, filled from a vSphere.
 */
@NullMarked
package io.hostward.bulk.vsphere;

import org.jspecify.annotations.NullMarked;
