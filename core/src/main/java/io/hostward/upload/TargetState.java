package io.hostward.upload;

/** What stands under the target's name. */
public enum TargetState {
  /** What stood there before the upload, or nothing if nothing did. */
  UNCHANGED,
  /** The new file, whole and verified. */
  NEW,
  /** Perhaps a part of the new file: it was written in place. */
  PERHAPS_PART,
  /** The file before or the new one: it was sent whole, but how its move ended is not known. */
  UNKNOWN
}
