package io.hostward.app;

import java.io.StringWriter;
import javax.xml.bind.JAXBContext;
import javax.xml.bind.JAXBException;
import javax.xml.bind.annotation.XmlRootElement;

/** An application with XML of its own, which it writes by JAXB 2. */
public final class WithJaxb2 {
  private WithJaxb2() {}

  /** What the application writes. */
  @XmlRootElement
  public static final class Note {
    public String text = "written by JAXB 2";
  }

  public static void main(String[] arguments) throws Exception {
    write();
    Main.main(arguments);
    write();
  }

  private static void write() throws JAXBException {
    StringWriter xml = new StringWriter();
    JAXBContext.newInstance(Note.class).createMarshaller().marshal(new Note(), xml);
    if (!xml.toString().contains("<text>written by JAXB 2</text>")) {
      throw new IllegalStateException("JAXB 2 wrote: " + xml);
    }
  }
}
