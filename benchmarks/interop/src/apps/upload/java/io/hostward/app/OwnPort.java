package io.hostward.app;

import com.vmware.vim25.VimPortType;
import java.net.URI;
import javax.net.ssl.TrustManager;

/** An application's own port, made by the JAX-WS runtime that it has. */
public interface OwnPort {
  /** A port to a server, verified by this trust manager. */
  VimPortType open(URI url, TrustManager trust) throws Exception;
}
