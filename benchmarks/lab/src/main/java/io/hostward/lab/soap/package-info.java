/**
 * What does {@code /sdk} answer? Reads SOAP envelopes, finds the operation and the object, and
 * writes results and faults as a vCenter or an ESXi host does.
 */
@NullMarked
package io.hostward.lab.soap;

import org.jspecify.annotations.NullMarked;
