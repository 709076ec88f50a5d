/**
 * How are vim25 values named, compared, wrapped and refused? Helpers over the generated beans that
 * know nothing of the simulated inventory.
 */
@NullMarked
package io.hostward.lab.vim;

import org.jspecify.annotations.NullMarked;
