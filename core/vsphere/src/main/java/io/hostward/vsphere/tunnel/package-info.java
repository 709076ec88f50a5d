/** How do SOAP calls pass a proxy? Not for applications. */
@NullMarked
package io.hostward.vsphere.tunnel;

import org.jspecify.annotations.NullMarked;
