package io.hostward.vsphere.soap;

import jakarta.xml.ws.WebServiceException;

/** A call for which there is no transport any more. */
public final class TransportClosed extends WebServiceException {
  private static final long serialVersionUID = 1L;

  TransportClosed(RuntimeException cause) {
    super("the transport was closed", cause);
  }
}
