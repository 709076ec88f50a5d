package io.hostward.lab.net;

import com.vmware.vim25.VimService;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The service description below {@code /sdk}: {@code vimService.wsdl} and what it imports. Clients
 * that make their stubs at run time, such as suds under OpenStack, read it before they log in.
 */
final class SdkDocuments {
  private static final Pattern NAME = Pattern.compile("/sdk/([A-Za-z0-9-]+\\.(?:wsdl|xsd))");

  private SdkDocuments() {}

  /** The document at a URI; empty if there is none. */
  static Optional<byte[]> find(String uri) {
    Matcher matcher = NAME.matcher(uri);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String resource = "/META-INF/wsdl/" + matcher.group(1);
    try (InputStream stream = VimService.class.getResourceAsStream(resource)) {
      return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}
