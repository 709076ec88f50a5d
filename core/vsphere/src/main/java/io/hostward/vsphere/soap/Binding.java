package io.hostward.vsphere.soap;

import com.vmware.vim25.ObjectFactory;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import jakarta.xml.bind.Unmarshaller;
import java.io.ByteArrayOutputStream;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamReader;

/**
 * The generated classes and their XML. One for the process: it takes a fresh JVM a quarter of a
 * second to read all classes, so that is begun early, on a thread of its own, and waited for where
 * it is needed. Marshallers are made once and used again, by one thread at a time.
 */
final class Binding {
  private static final FutureTask<JAXBContext> CONTEXT = new FutureTask<>(Binding::context);

  private static final Queue<Marshaller> MARSHALLERS = new ConcurrentLinkedQueue<>();
  private static final Queue<Unmarshaller> UNMARSHALLERS = new ConcurrentLinkedQueue<>();

  private Binding() {}

  /** Begins to read the classes, if nobody has. */
  static void prepare() {
    if (!CONTEXT.isDone()) {
      // Not a pool's thread: the common pool may be full of the application's blocking tasks.
      Thread thread = new Thread(CONTEXT, "hostward-vsphere-binding");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private static JAXBContext context() throws JAXBException {
    return JAXBContext.newInstance(
        ObjectFactory.class.getPackageName(), ObjectFactory.class.getClassLoader());
  }

  private static JAXBContext ready() throws JAXBException {
    CONTEXT.run();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return CONTEXT.get();
        } catch (InterruptedException e) {
          // It reads classes and waits for nothing outside of this process.
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof JAXBException broken
          ? broken
          : new JAXBException("the binding cannot be read", e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Writes an element, without an XML declaration. */
  static <T> void write(QName name, Class<T> type, Object value, ByteArrayOutputStream out)
      throws JAXBException {
    Marshaller marshaller = MARSHALLERS.poll();
    if (marshaller == null) {
      marshaller = ready().createMarshaller();
      marshaller.setProperty(Marshaller.JAXB_FRAGMENT, true);
    }
    marshaller.marshal(new JAXBElement<>(name, type, type.cast(value)), out);
    MARSHALLERS.add(marshaller);
  }

  /** Reads the element at which the reader stands, as this type or as the one that it names. */
  static <T> T read(XMLStreamReader reader, Class<T> type) throws JAXBException {
    Unmarshaller unmarshaller = UNMARSHALLERS.poll();
    if (unmarshaller == null) {
      unmarshaller = ready().createUnmarshaller();
      // A server that is newer than the binding sends what that does not know: passed over.
      unmarshaller.setEventHandler(event -> true);
    }
    T value = unmarshaller.unmarshal(reader, type).getValue();
    UNMARSHALLERS.add(unmarshaller);
    return value;
  }
}
