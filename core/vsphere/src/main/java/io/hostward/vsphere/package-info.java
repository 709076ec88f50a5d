/**
 * How do I connect to vCenter or an ESXi host? The adapter that fills {@link
 * io.hostward.spi.VSphere}: {@link io.hostward.vsphere.VimVSphere} and its builder are for
 * applications, everything below is not. The only artifact that speaks SOAP.
 */
@NullMarked
package io.hostward.vsphere;

import org.jspecify.annotations.NullMarked;
