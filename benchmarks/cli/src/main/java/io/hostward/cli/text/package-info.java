/** How are sizes, rates, times, tables and progress read and written as text? */
@NullMarked
package io.hostward.cli.text;

import org.jspecify.annotations.NullMarked;
