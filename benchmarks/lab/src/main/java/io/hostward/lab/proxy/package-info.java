/**
 * How does a client get out of a network that only a proxy leads out of? Forward proxies before the
 * lab's servers.
 */
@NullMarked
package io.hostward.lab.proxy;

import org.jspecify.annotations.NullMarked;
