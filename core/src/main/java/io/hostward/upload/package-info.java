/**
 * What is asked, what happens, how does it end? The request, the listener, the result and the
 * exception of one upload.
 */
@NullMarked
package io.hostward.upload;

import org.jspecify.annotations.NullMarked;
