/**
 * Which machine does what? Ownership of datastores and hosts, computed once into a plan file that
 * all machines read, so that limits hold without a word between them.
 */
@NullMarked
package io.hostward.bulk.shard;

import org.jspecify.annotations.NullMarked;
