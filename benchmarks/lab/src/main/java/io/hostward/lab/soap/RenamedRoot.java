package io.hostward.lab.soap;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import javax.xml.stream.XMLStreamWriter;

/**
 * Gives one element another name while it is written. JAXB leaves {@code xsi:type} out where the
 * binding declares an element of that name, as it does for {@code InvalidLoginFault}; real servers
 * write it on every fault, and clients tell faults apart by it. So JAXB sees a name that no
 * declaration has.
 */
final class RenamedRoot implements InvocationHandler {
  /** The name that JAXB is told. */
  static final String NEUTRAL = "fault-of-any-type";

  private final XMLStreamWriter out;
  private final String name;

  private RenamedRoot(XMLStreamWriter out, String name) {
    this.out = out;
    this.name = name;
  }

  /** A writer to {@code out} that writes {@link #NEUTRAL} as {@code name}. */
  static XMLStreamWriter on(XMLStreamWriter out, String name) {
    return (XMLStreamWriter)
        Proxy.newProxyInstance(
            RenamedRoot.class.getClassLoader(),
            new Class<?>[] {XMLStreamWriter.class},
            new RenamedRoot(out, name));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("writeStartElement")) {
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = NEUTRAL.equals(arguments[i]) ? name : arguments[i];
      }
    }
    try {
      return method.invoke(out, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
