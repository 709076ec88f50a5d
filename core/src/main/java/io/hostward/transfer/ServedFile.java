package io.hostward.transfer;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a server says of a file as it begins to send it.
 *
 * @param offset where in the file the bytes begin that it sends: where it was asked to begin, or
 *     zero if it sends everything
 * @param size the file's bytes in all, if it says so
 * @param version what it marks the file's present content with, its {@code ETag} or else {@code
 *     Last-Modified}; to be compared with what the same server said before, never with another's
 */
public record ServedFile(long offset, OptionalLong size, Optional<String> version) {}
