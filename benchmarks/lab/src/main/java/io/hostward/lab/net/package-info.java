/** How do bytes get in and out of the lab? TLS servers, HTTP and the way to the SOAP side. */
@NullMarked
package io.hostward.lab.net;

import org.jspecify.annotations.NullMarked;
