/**
 * What does a vSphere look like from outside? The simulated vCenter and ESXi hosts, to be started
 * by {@link io.hostward.lab.Lab} or, in JUnit 5, by {@link io.hostward.lab.LabExtension}.
 *
 * <p>Strict where a real one is strict; where nobody knows what a real one does, the lab does what
 * is harder on the client.
 */
@NullMarked
package io.hostward.lab;

import org.jspecify.annotations.NullMarked;
