package io.hostward.vim25;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.vmware.vim25.VimPortType;
import jakarta.jws.WebParam;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The port's methods are those of the official SDK, which an application may put in our classes'
 * place: names, arguments in order, results and checked exceptions, as listed in {@code
 * operations.txt}.
 */
class OperationsTest {
  @Test
  void methodsAreThoseOfTheOfficialSdk() throws Exception {
    List<String> actual =
        Arrays.stream(VimPortType.class.getMethods())
            .map(OperationsTest::signature)
            .sorted()
            .toList();

    assertThat(actual).containsExactlyElementsOf(expected());
  }

  private static List<String> expected() throws Exception {
    try (InputStream in = OperationsTest.class.getResourceAsStream("/operations.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8).lines().toList();
    }
  }

  private static String signature(Method method) {
    String arguments =
        Arrays.stream(method.getParameters()).map(OperationsTest::argument).collect(joining(", "));
    String faults =
        Arrays.stream(method.getExceptionTypes())
            .map(Class::getSimpleName)
            .sorted()
            .collect(joining(", "));
    return "%s(%s): %s throws %s"
        .formatted(method.getName(), arguments, simple(method.getGenericReturnType()), faults);
  }

  private static String argument(Parameter parameter) {
    WebParam name = Objects.requireNonNull(parameter.getAnnotation(WebParam.class));
    return name.name() + " " + simple(parameter.getParameterizedType());
  }

  private static String simple(Type type) {
    return type.getTypeName().replaceAll("[a-z0-9]+\\.", "");
  }
}
