/**
 * What is one request? Its route, ticket and target, the source of its bytes, its receipt, and its
 * failure.
 */
@NullMarked
package io.hostward.transfer;

import org.jspecify.annotations.NullMarked;
