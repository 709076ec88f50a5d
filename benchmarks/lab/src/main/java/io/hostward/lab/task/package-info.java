/** What is being done in the background, and how did it end? The Task objects of one server. */
@NullMarked
package io.hostward.lab.task;

import org.jspecify.annotations.NullMarked;
