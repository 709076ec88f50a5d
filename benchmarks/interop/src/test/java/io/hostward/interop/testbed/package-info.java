/** Does the testbed measure what the kernel counts, and is nothing of it left afterwards? */
package io.hostward.interop.testbed;
