/** Which one-time tickets are valid, for which host, method and URL? */
@NullMarked
package io.hostward.lab.ticket;

import org.jspecify.annotations.NullMarked;
