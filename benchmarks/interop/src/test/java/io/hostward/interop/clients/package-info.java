/** Do clients that others wrote find in the lab what they expect of a vSphere? */
package io.hostward.interop.clients;
