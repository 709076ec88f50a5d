/**
 * What may be plugged in? {@link io.hostward.spi.HostSelectionPolicy} and {@link
 * io.hostward.spi.UploadListener} are for applications to implement; {@link
 * io.hostward.spi.Transport} and {@link io.hostward.spi.VSphere} are the ports that Hostward's own
 * adapters fill; {@link io.hostward.spi.HostAddressResolver} is for networks with address
 * translation.
 */
@NullMarked
package io.hostward.spi;

import org.jspecify.annotations.NullMarked;
