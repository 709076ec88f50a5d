package io.hostward.bulk.delivery;

/**
 * A folder from which something is missing that was to be there and is no delivery, since it could
 * not be read or its name cannot stand on a datastore. A new folder with a gap does not appear.
 *
 * @param datastore what the datastore is called in targets
 * @param folder the path, without a slash at its end; empty for the datastore's top
 * @param below whether any folder below it may lack something as well
 */
public record Gap(String datastore, String folder, boolean below) {}
