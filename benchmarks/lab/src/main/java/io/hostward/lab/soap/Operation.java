package io.hostward.lab.soap;

import java.util.concurrent.CompletionStage;

/**
 * One operation of one managed type.
 *
 * @param type the managed type that has it
 * @param name its name on the wire
 * @param privilege what the caller needs on the object; {@code System.Anonymous} needs no session
 * @param body what it does; VimFaults become SOAP faults
 */
record Operation(String type, String name, String privilege, Body body) {
  static final String ANONYMOUS = "System.Anonymous";
  static final String VIEW = "System.View";

  /** Answers a call, at once or later. */
  @FunctionalInterface
  interface Body {
    CompletionStage<? extends Answer<?>> run(Call call);
  }

  boolean anonymous() {
    return privilege.equals(ANONYMOUS);
  }
}
