/**
 * Hostward beside programs that others wrote: {@code servers} has those that our client must work
 * with, {@code clients} those that must work with the lab.
 */
package io.hostward.interop;
