/** What does the launcher need of this program? */
@NullMarked
package io.hostward.cli.launcher;

import org.jspecify.annotations.NullMarked;
