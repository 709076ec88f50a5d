/** How do I handle the files of datastores? One class a verb. */
@NullMarked
package io.hostward.cli.files;

import org.jspecify.annotations.NullMarked;
