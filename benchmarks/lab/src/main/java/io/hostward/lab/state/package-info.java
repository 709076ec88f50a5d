/** What is the state of the running lab, and what hears of its changes? */
@NullMarked
package io.hostward.lab.state;

import org.jspecify.annotations.NullMarked;
