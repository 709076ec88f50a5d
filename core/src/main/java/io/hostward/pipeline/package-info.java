/**
 * In what order, and what if a step fails? One class per stage, one record per arrow, and one loop,
 * over the routes, in {@link io.hostward.pipeline.UploadPipeline}. Not for applications: {@code
 * io.hostward.Hostward} is the door.
 */
@NullMarked
package io.hostward.pipeline;

import org.jspecify.annotations.NullMarked;
