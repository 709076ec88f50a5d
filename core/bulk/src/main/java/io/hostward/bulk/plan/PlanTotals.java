package io.hostward.bulk.plan;

import java.util.EnumMap;
import java.util.Map;

/** Adds up a plan, while it passes by or as a whole. Not thread-safe. */
public final class PlanTotals {
  private final Map<Verdict, Sum> sums = new EnumMap<>(Verdict.class);
  private Sum copies = Sum.NONE;
  private Sum disks = Sum.NONE;
  private long foundArrived;
  private long brokenOff;

  /**
   * Some deliveries.
   *
   * @param deliveries how many
   * @param bytes of their files together
   */
  public record Sum(long deliveries, long bytes) {
    static final Sum NONE = new Sum(0, 0);

    Sum plus(long more) {
      return new Sum(deliveries + 1, bytes + more);
    }

    Sum plus(Sum other) {
      return new Sum(deliveries + other.deliveries, bytes + other.bytes);
    }
  }

  /** One more. */
  public void add(Planned planned) {
    sums.merge(planned.verdict(), Sum.NONE.plus(planned.size()), Sum::plus);
    if (planned.copyOf().isPresent()) {
      copies = copies.plus(planned.size());
    }
    if (planned.isSentThoughCopied()) {
      disks = disks.plus(planned.size());
    }
  }

  /**
   * One that was under way when an earlier run was killed.
   *
   * @param arrived whether it was found to have arrived; otherwise it is delivered again
   */
  public void settled(boolean arrived) {
    if (arrived) {
      foundArrived++;
    } else {
      brokenOff++;
    }
  }

  /** Returns how many were under way when an earlier run was killed, and had arrived. */
  public long foundArrived() {
    return foundArrived;
  }

  /** Returns how many were under way when an earlier run was killed, and are delivered again. */
  public long brokenOff() {
    return brokenOff;
  }

  /** Returns those with this verdict. */
  public Sum of(Verdict verdict) {
    return sums.getOrDefault(verdict, Sum.NONE);
  }

  /** Returns those about which something is to be done, copies among them. */
  public Sum open() {
    return sums.entrySet().stream()
        .filter(entry -> entry.getKey().isOpen())
        .map(Map.Entry::getValue)
        .reduce(Sum.NONE, Sum::plus);
  }

  /** Returns those that can be copied. */
  public Sum copies() {
    return copies;
  }

  /** Returns the files of virtual disks that are sent though their content is to be had. */
  public Sum disks() {
    return disks;
  }

  /** Returns all. */
  public Sum all() {
    return sums.values().stream().reduce(Sum.NONE, Sum::plus);
  }
}
