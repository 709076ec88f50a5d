/** What does an upload cost beside other people's programs? The commands. */
@NullMarked
package io.hostward.peers;

import org.jspecify.annotations.NullMarked;
