/** Which certificate does a server show, and what is its thumbprint? */
@NullMarked
package io.hostward.lab.tls;

import org.jspecify.annotations.NullMarked;
