/** Do the policies choose as they say? */
@NullMarked
package io.hostward.selector;

import org.jspecify.annotations.NullMarked;
