package io.hostward.vsphere.soap;

import jakarta.jws.WebMethod;
import jakarta.jws.WebParam;
import jakarta.xml.ws.RequestWrapper;
import jakarta.xml.ws.ResponseWrapper;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One method of the port as its annotations describe it: document/literal, its arguments wrapped in
 * an element of the operation's name.
 */
final class Operation {
  private static final Set<String> CHANGES = Set.of("MakeDirectory", "CancelTask", "Logout");

  private final String name;
  private final String element;
  private final Class<?> request;
  private final List<BeanType.Part> arguments;
  private final Class<?> answer;
  private final BeanType.@Nullable Part result;
  private final boolean resultIsList;
  private final Class<?>[] exceptions;

  private Operation(
      String name,
      String element,
      Class<?> request,
      List<BeanType.Part> arguments,
      Class<?> answer,
      BeanType.@Nullable Part result,
      boolean resultIsList,
      Class<?>[] exceptions) {
    this.name = name;
    this.element = element;
    this.request = request;
    this.arguments = arguments;
    this.answer = answer;
    this.result = result;
    this.resultIsList = resultIsList;
    this.exceptions = exceptions;
  }

  /**
   * Reads a method's annotations.
   *
   * @throws IllegalStateException if they are not as the binding's generator writes them
   */
  static Operation of(Method method) {
    try {
      return read(method);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the binding's " + method.getName() + " cannot be read", e);
    }
  }

  private static Operation read(Method method) throws ReflectiveOperationException {
    WebMethod described = annotation(method, WebMethod.class);
    RequestWrapper asked = annotation(method, RequestWrapper.class);
    ResponseWrapper answered = annotation(method, ResponseWrapper.class);
    ClassLoader loader = method.getDeclaringClass().getClassLoader();
    Class<?> request = Class.forName(asked.className(), true, loader);
    Class<?> answer = Class.forName(answered.className(), true, loader);
    List<BeanType.Part> arguments = new ArrayList<>();
    for (Annotation[] parameter : method.getParameterAnnotations()) {
      arguments.add(part(request, parameterName(parameter)));
    }
    boolean isVoid = method.getReturnType() == void.class;
    return new Operation(
        described.operationName(),
        asked.localName(),
        request,
        arguments,
        answer,
        isVoid ? null : part(answer, "returnval"),
        method.getReturnType() == List.class,
        method.getExceptionTypes());
  }

  private static <A extends Annotation> A annotation(Method method, Class<A> type) {
    A found = method.getAnnotation(type);
    if (found == null) {
      throw new IllegalStateException(
          "the binding's " + method.getName() + " has no @" + type.getSimpleName());
    }
    return found;
  }

  private static String parameterName(Annotation[] annotations) {
    for (Annotation annotation : annotations) {
      if (annotation instanceof WebParam named) {
        return named.name();
      }
    }
    throw new IllegalStateException("a parameter of the binding has no name");
  }

  private static BeanType.Part part(Class<?> wrapper, String element) {
    BeanType.Part part = BeanType.of(wrapper).elements().get(element);
    if (part == null) {
      throw new IllegalStateException("the binding's " + wrapper + " has no " + element);
    }
    return part;
  }

  String name() {
    return name;
  }

  /**
   * True if the server does something that is not undone because nobody waits for the answer. All
   * else are questions; a login is one too, for a session that nobody uses idles away.
   */
  boolean changes() {
    return name.endsWith("_Task") || CHANGES.contains(name);
  }

  /** The name of the request's element. */
  String element() {
    return element;
  }

  Class<?> answerType() {
    return answer;
  }

  /** The request's element with its arguments. */
  Object request(@Nullable Object[] values) {
    Object wrapper = BeanType.of(request).newBean();
    for (int i = 0; i < arguments.size(); i++) {
      Object value = values[i];
      if (value != null) {
        arguments.get(i).set(wrapper, value);
      }
    }
    return wrapper;
  }

  /** What the answer's element holds; null for nothing. */
  @Nullable Object result(Object wrapper) {
    Object value = result == null ? null : result.get(wrapper);
    return value == null && resultIsList ? new ArrayList<>() : value;
  }

  /** The declared exception that fits a fault best; empty if it is not declared. */
  Optional<Exception> exception(String message, Object fault) {
    return DeclaredFault.best(exceptions, fault).map(best -> best.with(message, fault));
  }
}
