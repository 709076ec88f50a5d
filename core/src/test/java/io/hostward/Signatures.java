package io.hostward;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.PackageMatchers;
import com.tngtech.archunit.core.domain.ThrowsDeclaration;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What applications see of a class, type arguments and exceptions included. */
final class Signatures {
  private Signatures() {}

  /** Its public signatures carry types of the JDK and of these packages alone. */
  static ArchCondition<JavaClass> mention(String... packages) {
    return mentionAlso("", packages);
  }

  /** The same with one more class, by its full name. */
  static ArchCondition<JavaClass> mentionAlso(String className, String... packages) {
    PackageMatchers own = PackageMatchers.of(packages);
    PackageMatchers jdk = PackageMatchers.of("java..", "javax.net.ssl..");
    return new Condition(
        "mention in public only types of the JDK and of " + String.join(", ", packages),
        type ->
            type.isPrimitive()
                || type.getName().equals(className)
                || jdk.test(type.getPackageName())
                || (type.getModifiers().contains(JavaModifier.PUBLIC)
                    && own.test(type.getPackageName())));
  }

  /** Some class of the package uses it. */
  static ArchCondition<JavaClass> beUsedIn(String packageName) {
    return new ArchCondition<>("be used in " + packageName) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean used =
            type.getDirectDependenciesToSelf().stream()
                .map(Dependency::getOriginClass)
                .anyMatch(user -> user.getPackageName().equals(packageName));
        events.add(
            new SimpleConditionEvent(
                type, used, type.getName() + " is public, and unused in " + packageName));
      }
    };
  }

  private static final class Condition extends ArchCondition<JavaClass> {
    private final Predicate<JavaClass> allowed;

    Condition(String description, Predicate<JavaClass> allowed) {
      super(description);
      this.allowed = allowed;
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
      type.getRawInterfaces().forEach(parent -> check(type, "implements", parent, events));
      type.getRawSuperclass().ifPresent(parent -> check(type, "extends", parent, events));
      type.getMembers().stream()
          .filter(Condition::isVisible)
          .forEach(
              member ->
                  involved(member)
                      .forEach(other -> check(type, member.getFullName(), other, events)));
    }

    private void check(JavaClass type, String where, JavaClass other, ConditionEvents events) {
      JavaClass element = other.getBaseComponentType();
      events.add(
          new SimpleConditionEvent(
              type,
              allowed.test(element),
              type.getName() + ": " + where + " mentions " + element.getName()));
    }

    private static boolean isVisible(JavaMember member) {
      Set<JavaModifier> modifiers = member.getModifiers();
      return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static Stream<JavaClass> involved(JavaMember member) {
      if (member instanceof JavaCodeUnit unit) {
        return Stream.concat(
            unit.getAllInvolvedRawTypes().stream(),
            unit.getThrowsClause().stream().map(ThrowsDeclaration::getRawType));
      }
      return ((JavaField) member).getAllInvolvedRawTypes().stream();
    }
  }
}
