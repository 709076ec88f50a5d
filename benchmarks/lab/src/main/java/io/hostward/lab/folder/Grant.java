package io.hostward.lab.folder;

import io.hostward.lab.model.UserModel;
import org.jspecify.annotations.Nullable;

/**
 * The user for whom a request acts.
 *
 * @param user whose privileges count
 * @param setCookie a session opened on the way, by Basic authentication; null for none
 */
record Grant(UserModel user, @Nullable String setCookie) {}
