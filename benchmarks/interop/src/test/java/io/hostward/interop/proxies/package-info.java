/** Does Hostward reach the lab through forward proxies that others wrote? */
package io.hostward.interop.proxies;
