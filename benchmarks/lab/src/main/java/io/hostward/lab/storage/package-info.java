/** What files does a datastore hold, and what happens when they are written, moved or deleted? */
@NullMarked
package io.hostward.lab.storage;

import org.jspecify.annotations.NullMarked;
