/** Does Hostward upload to servers that others wrote? */
package io.hostward.interop.servers;
