package io.hostward.vsphere.soap;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;

/**
 * An exception that an operation declares: as all generated ones, made of a message and a fault.
 *
 * @param fault the fault's type
 * @param constructor of the exception
 */
record DeclaredFault(Class<?> fault, Constructor<?> constructor) {

  static DeclaredFault of(Class<?> exception) {
    try {
      Method info = exception.getMethod("getFaultInfo");
      Class<?> fault = info.getReturnType();
      return new DeclaredFault(fault, exception.getConstructor(String.class, fault));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("the binding's " + exception + " cannot be read", e);
    }
  }

  /** The one whose type is nearest to the fault's. */
  static Optional<DeclaredFault> best(Class<?>[] declared, Object fault) {
    return Arrays.stream(declared)
        .map(DeclaredFault::of)
        .filter(candidate -> candidate.fault.isInstance(fault))
        .reduce((one, other) -> one.fault.isAssignableFrom(other.fault) ? other : one);
  }

  Exception with(String message, Object info) {
    try {
      return (Exception) constructor.newInstance(message, info);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the binding's " + constructor + " cannot be used", e);
    }
  }
}
