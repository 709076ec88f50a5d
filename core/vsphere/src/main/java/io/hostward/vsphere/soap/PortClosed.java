package io.hostward.vsphere.soap;

import jakarta.xml.ws.WebServiceException;

/** A call that was cancelled because its port takes no more. */
public final class PortClosed extends WebServiceException {
  private static final long serialVersionUID = 1L;

  PortClosed(RuntimeException cause) {
    super("the connection was closed", cause);
  }
}
