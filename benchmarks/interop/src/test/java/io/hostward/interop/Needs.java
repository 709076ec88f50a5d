package io.hostward.interop;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a suite needs on the machine. Where it is missing, the suite is skipped and says so, with
 * the Debian packages that bring it; in CI a skipped suite fails the build.
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsCondition.class)
public @interface Needs {
  /** Programs on the {@code PATH}. */
  String[] programs() default {};

  /** Files or folders, absolute. */
  String[] files() default {};

  /** Python modules that {@code /usr/bin/python3} must be able to import. */
  String[] pythonModules() default {};

  /** Ports that it must be allowed to listen on, at any loopback address. */
  int[] ports() default {};

  /** Whether it must be allowed to make network namespaces with shaped links. */
  boolean namespaces() default false;

  /** The Debian packages that bring all of these. */
  String[] packages();
}
