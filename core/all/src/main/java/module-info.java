/**
 * All of Hostward that an application needs, by one name: {@code requires io.hostward.all}.
 *
 * <p>Two of its parts, {@code io.hostward.vsphere} and {@code io.hostward.netty}, are automatic
 * modules, which cannot say what they need. This says it in their place; without it, the modules
 * below would lie on the module path and not be found.
 *
 * <p>The natives of TLS are not among them, since an application may leave out those of other
 * platforms. It has them with {@code --add-modules ALL-MODULE-PATH}, or with the one of its
 * platform; without them the TLS of the JDK moves the bytes, slower.
 */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module io.hostward.all {
  requires transitive io.hostward;
  requires transitive io.hostward.netty;
  requires transitive io.hostward.selector;
  requires transitive io.hostward.vim25;
  requires transitive io.hostward.vsphere;
  // What io.hostward.vsphere and the types of the API need.
  requires com.github.benmanes.caffeine;
  requires jakarta.xml.bind;
  requires jakarta.xml.ws;
  // What io.hostward.netty needs.
  requires io.netty.codec.http;
  requires io.netty.handler;
  requires io.netty.handler.proxy;
  requires io.netty.tcnative.classes.openssl;
}
