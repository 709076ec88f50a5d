package io.hostward.lab.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rules in force. Thread-safe; rules may be set and cleared while the lab runs. */
public final class FaultBoard {
  private final List<Standing> rules = new ArrayList<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** Puts a rule in force, behind those that are. */
  public void add(FaultRule rule) {
    synchronized (rules) {
      rules.add(new Standing(rule));
    }
    listeners.forEach(Runnable::run);
  }

  /** Lifts every rule of a server. */
  public void clear(String server) {
    remove(standing -> standing.rule.server().equals(server));
  }

  /** Lifts every rule. */
  public void clearAll() {
    remove(standing -> true);
  }

  /** Lifts a server's faults of one type. */
  public void clear(String server, Class<? extends Fault> type) {
    remove(s -> s.rule.server().equals(server) && type.isInstance(s.rule.fault()));
  }

  /** Calls back, on the changing thread, whenever rules are added or lifted. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** Whether no rule is in force, spent ones aside. */
  public boolean isQuiet() {
    synchronized (rules) {
      return rules.stream().allMatch(standing -> standing.left == 0);
    }
  }

  /** Whether a standing condition is in force; uses up nothing. */
  public boolean inForce(String server, Entrance entrance, Class<? extends Fault> type) {
    synchronized (rules) {
      return rules.stream()
          .anyMatch(
              s ->
                  s.left > 0
                      && s.rule.server().equals(server)
                      && s.rule.entrance() == entrance
                      && type.isInstance(s.rule.fault()));
    }
  }

  /** The fault that strikes an occasion, if any; uses up one count of its rule. */
  public Optional<Fault> take(
      String server, Entrance entrance, Phase phase, @Nullable String method) {
    return take(server, entrance, method, fault -> fault.phase() == phase);
  }

  /** The fault of one type that strikes an occasion, if any; uses up one count of its rule. */
  public <F extends Fault> Optional<F> take(
      String server, Entrance entrance, Class<F> type, @Nullable String method) {
    return take(server, entrance, method, type::isInstance).map(type::cast);
  }

  /** The fault of one type that strikes a SOAP operation, if any; uses up one count of its rule. */
  public <F extends Fault> Optional<F> takeSoap(String server, Class<F> type, String operation) {
    return take(
            server,
            Entrance.HTTPS,
            null,
            fault ->
                type.isInstance(fault)
                    && (fault.operation() == null || operation.equals(fault.operation())))
        .map(type::cast);
  }

  private Optional<Fault> take(
      String server, Entrance entrance, @Nullable String method, Predicate<Fault> wanted) {
    synchronized (rules) {
      for (Standing standing : rules) {
        FaultRule rule = standing.rule;
        boolean here = rule.server().equals(server) && rule.entrance() == entrance;
        boolean fits = rule.method() == null || rule.method().equals(method);
        if (here && fits && standing.left > 0 && wanted.test(rule.fault()) && standing.strikes()) {
          return Optional.of(rule.fault());
        }
      }
      return Optional.empty();
    }
  }

  private void remove(Predicate<Standing> which) {
    synchronized (rules) {
      rules.removeIf(which);
    }
    listeners.forEach(Runnable::run);
  }

  /** A rule with what is left of its counts; guarded by the lock on the list. */
  private static final class Standing {
    private final FaultRule rule;
    private int toSkip;
    private int left;

    Standing(FaultRule rule) {
      this.rule = rule;
      this.toSkip = rule.skip();
      this.left = rule.times();
    }

    boolean strikes() {
      if (toSkip > 0) {
        toSkip--;
        return false;
      }
      if (left != Integer.MAX_VALUE) {
        left--;
      }
      return true;
    }
  }
}
