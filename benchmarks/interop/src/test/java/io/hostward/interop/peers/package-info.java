/** Do other people's programs and ours still run beside each other in the benchmark? */
package io.hostward.interop.peers;
