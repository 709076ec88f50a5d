/** How do I call it? {@link io.hostward.Hostward} and its builder, and nothing else. */
@NullMarked
package io.hostward;

import org.jspecify.annotations.NullMarked;
