package io.hostward.lab.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user, who may do everything but what is withheld.
 *
 * @param name as typed at login, {@code administrator@vsphere.local}
 * @param password compared exactly
 * @param withheld privileges that the user does not have
 */
public record UserModel(String name, String password, List<Withheld> withheld) {

  public UserModel {
    withheld = List.copyOf(withheld);
  }

  /** A user with every privilege. */
  public UserModel(String name, String password) {
    this(name, password, List.of());
  }

  /**
   * A privilege that a user lacks.
   *
   * @param privilege {@code Datastore.FileManagement}
   * @param entity managed object id, or null for everywhere
   */
  public record Withheld(String privilege, @Nullable String entity) {}

  /** Whether the user has a privilege on an entity (its managed object id). */
  public boolean may(String privilege, String entity) {
    return withheld.stream()
        .noneMatch(
            w ->
                w.privilege().equals(privilege)
                    && (w.entity() == null || w.entity().equals(entity)));
  }

  /** The name alone: a password never reaches a log line. */
  @Override
  public String toString() {
    return "UserModel[" + name + "]";
  }
}
