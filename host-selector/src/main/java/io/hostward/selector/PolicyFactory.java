package io.hostward.selector;

import io.hostward.spi.HostSelectionPolicy;

/** Makes a policy from the options that follow its name in a string. */
@FunctionalInterface
public interface PolicyFactory {

  /**
   * Makes it. An option that was not asked for is refused afterwards, and those that were asked for
   * are named as the valid ones.
   *
   * @throws IllegalArgumentException if an option's value is not valid
   */
  HostSelectionPolicy create(PolicyOptions options);
}
