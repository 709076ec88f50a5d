/**
 * Do Hostward and the lab work with programs that others wrote? {@code servers} and {@code proxies}
 * have those that our client must work with, {@code clients} those that must work with the lab.
 */
package io.hostward.interop;
