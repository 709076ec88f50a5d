/** What does the simulated vSphere consist of? Immutable, declarative values. */
@NullMarked
package io.hostward.lab.model;

import org.jspecify.annotations.NullMarked;
