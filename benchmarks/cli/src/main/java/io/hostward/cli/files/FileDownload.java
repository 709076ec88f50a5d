package io.hostward.cli.files;

import io.hostward.DatastoreFiles;
import io.hostward.download.DownloadRequest;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One file that is to be downloaded.
 *
 * @param index its place among those of the command line, from 0
 * @param entry the file
 * @param files those of its datastore
 * @param target where it goes; null for standard output
 * @param request what is to be done
 */
record FileDownload(
    int index,
    RemoteEntry entry,
    DatastoreFiles files,
    @Nullable Path target,
    DownloadRequest request) {}
