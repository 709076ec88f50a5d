package io.hostward.peers.startup;

/** The least that a JVM can do. */
final class Hello {
  private Hello() {}

  public static void main(String[] arguments) {
    System.out.println("hello");
  }
}
