package io.hostward.vsphere.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vmware.vim25.LoginRequestType;
import com.vmware.vim25.ObjectFactory;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import jakarta.xml.bind.annotation.XmlType;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.transform.stream.StreamSource;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written and read here is what JAXB's reference runtime writes and reads. */
class BindingTest {
  private static final List<Class<?>> CLASSES = classes();
  private static final JAXBContext JAXB = context();
  private static final QName NAME = new QName(BeanWriter.VIM, "any");

  private static JAXBContext context() {
    try {
      return JAXBContext.newInstance(ObjectFactory.class);
    } catch (JAXBException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All that the binding's factory makes. */
  private static List<Class<?>> classes() {
    List<Class<?>> classes = new ArrayList<>();
    for (Method method : ObjectFactory.class.getMethods()) {
      Class<?> made = method.getReturnType();
      if (made.isAnnotationPresent(XmlType.class) && !Modifier.isAbstract(made.getModifiers())) {
        classes.add(made);
      }
    }
    classes.sort((one, other) -> one.getName().compareTo(other.getName()));
    return classes;
  }

  @Provide
  Arbitrary<Class<?>> types() {
    return Arbitraries.of(CLASSES);
  }

  @Property(tries = 4000)
  void jaxbReadsWhatIsWritten(@ForAll("types") Class<?> type, @ForAll long seed) throws Exception {
    Object bean = new RandomBeans(CLASSES, new Random(seed)).bean(type);
    StringBuilder xml = new StringBuilder();
    new BeanWriter(xml).writeRoot("any", bean);

    JAXBElement<?> read =
        JAXB.createUnmarshaller()
            .unmarshal(new StreamSource(new StringReader(xml.toString())), type);

    assertThat(read.getValue()).usingRecursiveComparison().isEqualTo(bean);
  }

  @Property(tries = 4000)
  void whatJaxbWritesIsRead(@ForAll("types") Class<?> type, @ForAll long seed) throws Exception {
    Object bean = new RandomBeans(CLASSES, new Random(seed)).bean(type);
    StringWriter xml = new StringWriter();
    Marshaller marshaller = JAXB.createMarshaller();
    marshal(marshaller, type, bean, xml);

    Object read = read(xml.toString(), type);

    assertThat(read).usingRecursiveComparison().isEqualTo(bean);
  }

  private static <T> void marshal(
      Marshaller marshaller, Class<T> type, Object bean, StringWriter xml) throws JAXBException {
    marshaller.marshal(new JAXBElement<>(NAME, type, type.cast(bean)), xml);
  }

  private static Object read(String xml, Class<?> type) throws Exception {
    BoundedReader reader = BoundedReader.of(xml.getBytes(StandardCharsets.UTF_8));
    assertThat(reader.nextTag()).isEqualTo(XMLStreamConstants.START_ELEMENT);
    return new BeanReader(reader).read(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pass\u0000word", "pass\u0008word", "pass\ud800word", "pass\uffffword"})
  void whatXmlCannotCarryIsRefusedAndNotShown(String password) {
    LoginRequestType login = new LoginRequestType();
    login.setPassword(password);
    assertThatThrownBy(() -> new BeanWriter(new StringBuilder()).writeRoot("Login", login))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("XML cannot carry")
        .hasMessageNotContaining("pass");
  }

  @Test
  void everyMethodOfThePortCanBeRead() {
    assertThat(Arrays.stream(com.vmware.vim25.VimPortType.class.getMethods()).map(Operation::of))
        .hasSizeGreaterThan(30)
        .allSatisfy(operation -> assertThat(operation.name()).isNotEmpty());
  }
}
