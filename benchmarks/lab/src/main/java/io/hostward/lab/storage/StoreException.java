package io.hostward.lab.storage;

import java.io.IOException;

/** A datastore refused an operation, for a reason that vSphere has a fault for. */
public final class StoreException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Kind {
    /** FileNotFound. */
    NOT_FOUND,
    /** FileAlreadyExists. */
    ALREADY_EXISTS,
    /** FileLocked. */
    LOCKED,
    /** NoDiskSpace. */
    NO_SPACE,
    /** DirectoryNotEmpty. */
    NOT_EMPTY,
    /** CannotCreateFile: there is a directory where a file should be, or the reverse. */
    IS_DIRECTORY,
    /** CannotAccessFile: the path cannot be, or the content is not there to be read. */
    INVALID
  }

  private final Kind kind;
  private final String path;

  public StoreException(Kind kind, String path) {
    super(kind + ": " + path);
    this.kind = kind;
    this.path = path;
  }

  StoreException(Kind kind, String path, IOException cause) {
    super(kind + ": " + path, cause);
    this.kind = kind;
    this.path = path;
  }

  /** The same refusal, said of another path. */
  StoreException on(String other) {
    return new StoreException(kind, other, this);
  }

  public Kind kind() {
    return kind;
  }

  /** The path that the operation failed on, from the datastore's root. */
  public String path() {
    return path;
  }
}
