package io.hostward.lab.model;

/** What vCenter says of its connection to a host ({@code runtime.connectionState}). */
public enum ConnectionState {
  CONNECTED("connected"),
  NOT_RESPONDING("notResponding"),
  DISCONNECTED("disconnected");

  private final String wireName;

  ConnectionState(String wireName) {
    this.wireName = wireName;
  }

  /** The name in the vim25 schema. */
  public String wireName() {
    return wireName;
  }
}
