/** What should go wrong, where, and how often? */
@NullMarked
package io.hostward.lab.fault;

import org.jspecify.annotations.NullMarked;
