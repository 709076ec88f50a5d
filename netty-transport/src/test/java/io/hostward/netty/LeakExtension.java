package io.hostward.netty;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class that leaks a buffer, a TLS engine or a TLS context. Found by JUnit itself. */
public final class LeakExtension implements AfterAllCallback {
  @Override
  public void afterAll(ExtensionContext context) {
    RecordingLeakDetector.assertNoLeaks();
  }
}
