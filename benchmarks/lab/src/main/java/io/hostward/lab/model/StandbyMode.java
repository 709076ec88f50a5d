package io.hostward.lab.model;

/** A host's way in or out of standby ({@code runtime.standbyMode}). */
public enum StandbyMode {
  NONE("none"),
  ENTERING("entering"),
  IN("in"),
  EXITING("exiting");

  private final String wireName;

  StandbyMode(String wireName) {
    this.wireName = wireName;
  }

  /** The name in the vim25 schema. */
  public String wireName() {
    return wireName;
  }
}
