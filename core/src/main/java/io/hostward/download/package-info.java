/**
 * How is a file fetched from a datastore? What is asked, what happens, and how it ends. Downloads
 * are begun at {@code io.hostward.DatastoreFiles}.
 */
@NullMarked
package io.hostward.download;

import org.jspecify.annotations.NullMarked;
