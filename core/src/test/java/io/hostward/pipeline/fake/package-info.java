/** What does a vSphere look like that lives in memory and fails on demand? Fakes, no mocks. */
@NullMarked
package io.hostward.pipeline.fake;

import org.jspecify.annotations.NullMarked;
