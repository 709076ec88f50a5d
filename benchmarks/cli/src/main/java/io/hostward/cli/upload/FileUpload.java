package io.hostward.cli.upload;

import io.hostward.upload.UploadRequest;

/**
 * One file of the command line.
 *
 * @param index its place there, from 0
 * @param source its name there
 * @param request what is to be done with it
 */
record FileUpload(int index, String source, UploadRequest request) {}
