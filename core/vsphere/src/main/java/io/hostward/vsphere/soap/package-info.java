/**
 * How does a call of the API become an envelope, and an answer a value? An implementation of the
 * generated {@code VimPortType} that goes by its annotations and those of its classes, needs no
 * JAX-WS or JAXB runtime, and sends through the transport that moves the bytes. Not for
 * applications.
 */
@NullMarked
package io.hostward.vsphere.soap;

import org.jspecify.annotations.NullMarked;
