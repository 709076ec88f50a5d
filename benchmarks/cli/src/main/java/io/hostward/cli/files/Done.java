package io.hostward.cli.files;

import java.util.List;

/**
 * What commands tell machines that change something.
 *
 * @param ok whether all that was asked is done
 * @param done of what it is, in order
 */
record Done(boolean ok, List<String> done) {}
