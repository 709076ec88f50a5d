package io.hostward.vsphere.soap;

import jakarta.xml.ws.WebServiceException;

/** A call whose caller was interrupted: its connection is closed, the thread's flag is set. */
public final class CallInterrupted extends WebServiceException {
  private static final long serialVersionUID = 1L;

  CallInterrupted(InterruptedException cause) {
    super("the call was interrupted", cause);
  }
}
