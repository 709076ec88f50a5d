/**
 * Which vSphere does a command work on, real or simulated, and what does its user say of it? Its
 * options, and the login.
 */
@NullMarked
package io.hostward.cli.site;

import org.jspecify.annotations.NullMarked;
