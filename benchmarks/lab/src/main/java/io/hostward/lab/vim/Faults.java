package io.hostward.lab.vim;

import com.vmware.vim25.FileAlreadyExists;
import com.vmware.vim25.FileFault;
import com.vmware.vim25.FileNotFound;
import com.vmware.vim25.InvalidArgument;
import com.vmware.vim25.InvalidCollectorVersion;
import com.vmware.vim25.InvalidDatastorePath;
import com.vmware.vim25.InvalidLogin;
import com.vmware.vim25.InvalidProperty;
import com.vmware.vim25.InvalidRequest;
import com.vmware.vim25.ManagedObjectNotFound;
import com.vmware.vim25.MethodNotFound;
import com.vmware.vim25.NoPermission;
import com.vmware.vim25.NotAuthenticated;
import com.vmware.vim25.NotSupported;
import com.vmware.vim25.RequestCanceled;
import com.vmware.vim25.SystemError;

/**
 * The faults that the lab raises, each with the words that a server puts into {@code faultstring}.
 */
public final class Faults {
  private Faults() {}

  /** No session, or one that has expired or was logged out. */
  public static VimFault notAuthenticated(Ref object, String privilegeId) {
    var detail = new NotAuthenticated();
    detail.setObject(object.toVim());
    detail.setPrivilegeId(privilegeId);
    return new VimFault(detail, "The session is not authenticated.");
  }

  /** The session's user lacks a privilege on an object. */
  public static VimFault noPermission(Ref object, String privilegeId) {
    var detail = new NoPermission();
    detail.setObject(object.toVim());
    detail.setPrivilegeId(privilegeId);
    return new VimFault(detail, "Permission to perform this operation was denied.");
  }

  /** Wrong user name or password, or a clone ticket that was used before. */
  public static VimFault invalidLogin() {
    return new VimFault(
        new InvalidLogin(), "Cannot complete login due to an incorrect user name or password.");
  }

  /**
   * An argument with a value that the server does not take.
   *
   * @param property the name of the argument or of its field, such as {@code spec.url}
   */
  public static VimFault invalidArgument(String property) {
    var detail = new InvalidArgument();
    detail.setInvalidProperty(property);
    return new VimFault(detail, "A specified parameter was not correct: " + property);
  }

  /** A property path that the type does not have. */
  public static VimFault invalidProperty(String path) {
    var detail = new InvalidProperty();
    detail.setName(path);
    return new VimFault(detail, "Invalid property: " + path);
  }

  /** A collector version that was never handed out, or too long ago. */
  public static VimFault invalidCollectorVersion() {
    return new VimFault(
        new InvalidCollectorVersion(), "The specified property collector version is not valid.");
  }

  /** A reference to an object that never was or is no more. */
  public static VimFault managedObjectNotFound(Ref object) {
    var detail = new ManagedObjectNotFound();
    detail.setObj(object.toVim());
    return new VimFault(
        detail,
        "The object '" + object + "' has already been deleted or has not been completely created");
  }

  /** An operation that the object's type does not have. */
  public static VimFault methodNotFound(Ref receiver, String method) {
    var detail = new MethodNotFound();
    detail.setReceiver(receiver.toVim());
    detail.setMethod(method);
    return new VimFault(detail, "Unable to resolve method " + method + " on " + receiver);
  }

  /** A request that could not be read. */
  public static VimFault invalidRequest(String why) {
    return new VimFault(new InvalidRequest(), "Unable to parse the request: " + why);
  }

  /** An operation that exists but not on this kind of server or object. */
  public static VimFault notSupported() {
    return new VimFault(new NotSupported(), "The operation is not supported on the object.");
  }

  /** A pending call or a running task that was cancelled. */
  public static VimFault requestCanceled() {
    return new VimFault(new RequestCanceled(), "The task was canceled by a user.");
  }

  /** What a server says of its own defects, and what scripted failures say. */
  public static VimFault systemError(String reason) {
    var detail = new SystemError();
    detail.setReason(reason);
    return new VimFault(detail, "A general system error occurred: " + reason);
  }

  /** A datastore path that is not of the form {@code [datastore] path}. */
  public static VimFault invalidDatastorePath(String path) {
    var detail = new InvalidDatastorePath();
    detail.setDatastorePath(path);
    return new VimFault(detail, "Invalid datastore path '" + path + "'.");
  }

  /** A file or one of its parent directories is not there. */
  public static VimFault fileNotFound(String file) {
    return onFile(new FileNotFound(), file, "File " + file + " was not found");
  }

  /** The target of a move, copy or new directory is there already. */
  public static VimFault fileAlreadyExists(String file) {
    return onFile(
        new FileAlreadyExists(),
        file,
        "Cannot complete the operation because the file or folder " + file + " already exists");
  }

  /** Any other fault of the file family. */
  public static VimFault onFile(FileFault detail, String file, String message) {
    detail.setFile(file);
    return new VimFault(detail, message);
  }
}
