/**
 * What may I plug in? {@link io.hostward.spi.HostSelectionPolicy} and {@link
 * io.hostward.spi.HostAddressResolver} are for applications to implement; {@link
 * io.hostward.spi.VSphere} and {@link io.hostward.spi.Transport} are the ports that Hostward's own
 * adapters fill.
 */
@NullMarked
package io.hostward.spi;

import org.jspecify.annotations.NullMarked;
