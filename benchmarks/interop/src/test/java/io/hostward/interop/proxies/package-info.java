/** Forward proxies that others wrote, between Hostward and the lab. */
package io.hostward.interop.proxies;
