/**
 * What do the commands share that experiment with a vSphere? Test files, and the report's options.
 */
@NullMarked
package io.hostward.cli.experiment;

import org.jspecify.annotations.NullMarked;
