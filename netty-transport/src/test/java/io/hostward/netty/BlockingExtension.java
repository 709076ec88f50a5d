package io.hostward.netty;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class in which an event loop was blocked. Found by JUnit itself. */
public final class BlockingExtension implements BeforeAllCallback, AfterAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    BlockedLoops.watch();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    BlockedLoops.assertNone();
  }
}
