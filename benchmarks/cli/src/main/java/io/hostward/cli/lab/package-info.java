/**
 * How is a lab run and reached? The command {@code lab}, the lab within other commands, and where
 * the bytes flowed in it.
 */
@NullMarked
package io.hostward.cli.lab;

import org.jspecify.annotations.NullMarked;
