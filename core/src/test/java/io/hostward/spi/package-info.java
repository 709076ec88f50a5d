/** Does the memory of own uploads remember rightly? */
@NullMarked
package io.hostward.spi;

import org.jspecify.annotations.NullMarked;
