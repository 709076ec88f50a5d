/** What is the state of the running lab, and who must be told when it changes? */
@NullMarked
package io.hostward.lab.state;

import org.jspecify.annotations.NullMarked;
