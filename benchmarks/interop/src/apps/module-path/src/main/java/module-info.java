/** An application on the module path. */
module io.hostward.app {
  requires io.hostward.all;
  // For a port of its own.
  requires jakarta.xml.ws;

  uses io.hostward.app.OwnPort;
}
