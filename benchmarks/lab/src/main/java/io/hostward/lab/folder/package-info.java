/** What does {@code /folder} answer? Access, targets, ranges, uploads, downloads and listings. */
@NullMarked
package io.hostward.lab.folder;

import org.jspecify.annotations.NullMarked;
