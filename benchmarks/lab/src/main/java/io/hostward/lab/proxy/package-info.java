/** Proxies in front of the lab's servers, for clients in networks that have no other way. */
@NullMarked
package io.hostward.lab.proxy;

import org.jspecify.annotations.NullMarked;
