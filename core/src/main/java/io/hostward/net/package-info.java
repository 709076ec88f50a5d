/**
 * Where is a server, and can it be trusted? Addresses, subnets, proxies, thumbprints, trust and
 * secrets. Sees nothing else of Hostward.
 */
@NullMarked
package io.hostward.net;

import org.jspecify.annotations.NullMarked;
