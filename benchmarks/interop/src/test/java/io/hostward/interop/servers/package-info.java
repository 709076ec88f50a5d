/** Servers that others wrote, which Hostward's client must work with. */
package io.hostward.interop.servers;
