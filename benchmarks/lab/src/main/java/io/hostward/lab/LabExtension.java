package io.hostward.lab;

import io.hostward.lab.model.LabModel;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts a lab for JUnit 5 tests and hands it to parameters of type {@link Lab}.
 *
 * <pre>{@code
 * @RegisterExtension static final LabExtension LAB = LabExtension.perClass(LabModel::standard);
 * @RegisterExtension final LabExtension lab = LabExtension.perTest(LabModel::standard);
 * }</pre>
 *
 * {@code @ExtendWith(LabExtension.class)} gives the default model, one lab per test.
 */
public final class LabExtension
    implements BeforeAllCallback,
        AfterAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        ParameterResolver {
  private final Supplier<LabModel> model;
  private final boolean shared;
  private @Nullable Lab lab;

  /** The default model, one lab per test. */
  public LabExtension() {
    this(LabModel::standard, false);
  }

  private LabExtension(Supplier<LabModel> model, boolean shared) {
    this.model = model;
    this.shared = shared;
  }

  /** One lab for each test: nothing that one does shows in another. */
  public static LabExtension perTest(Supplier<LabModel> model) {
    return new LabExtension(model, false);
  }

  /** One lab for all tests of a class; must be registered in a static field. */
  public static LabExtension perClass(Supplier<LabModel> model) {
    return new LabExtension(model, true);
  }

  /**
   * The running lab.
   *
   * @throws IllegalStateException outside of a test
   */
  public Lab lab() {
    if (lab == null) {
      throw new IllegalStateException("the lab runs only while a test does");
    }
    return lab;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (shared) {
      lab = Lab.start(model.get());
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (lab == null) {
      lab = Lab.start(model.get());
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (!shared) {
      stop();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    stop();
  }

  private void stop() {
    if (lab != null) {
      lab.close();
      lab = null;
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Lab.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return lab();
  }
}
