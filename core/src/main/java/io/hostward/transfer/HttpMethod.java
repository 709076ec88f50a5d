package io.hostward.transfer;

/** The methods that {@code /folder} knows. */
public enum HttpMethod {
  /** Reads a file. */
  GET("httpGet"),
  /** Writes a file. */
  PUT("httpPut");

  private final String ticketName;

  HttpMethod(String ticketName) {
    this.ticketName = ticketName;
  }

  /** Returns the name in a ticket's specification (SessionManagerHttpServiceRequestSpecMethod). */
  public String ticketName() {
    return ticketName;
  }
}
