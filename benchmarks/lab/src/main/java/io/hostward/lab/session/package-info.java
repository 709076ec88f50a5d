/** Who is logged in, with which cookie, and for how long? */
@NullMarked
package io.hostward.lab.session;

import org.jspecify.annotations.NullMarked;
