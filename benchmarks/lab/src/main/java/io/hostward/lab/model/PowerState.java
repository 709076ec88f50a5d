package io.hostward.lab.model;

/** A host's power state ({@code runtime.powerState}). */
public enum PowerState {
  POWERED_ON("poweredOn"),
  POWERED_OFF("poweredOff"),
  STAND_BY("standBy"),
  UNKNOWN("unknown");

  private final String wireName;

  PowerState(String wireName) {
    this.wireName = wireName;
  }

  /** The name in the vim25 schema. */
  public String wireName() {
    return wireName;
  }
}
