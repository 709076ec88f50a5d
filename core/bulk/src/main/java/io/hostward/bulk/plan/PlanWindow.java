package io.hostward.bulk.plan;

import io.hostward.bulk.delivery.Delivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;

/** A plan as it is read: a bounded number of deliveries is looked at together. */
final class PlanWindow extends Spliterators.AbstractSpliterator<Planned> {
  private final Spliterator<Delivery> deliveries;
  private final int size;
  private final Comparer comparer;
  private final Queue<Planned> compared = new ArrayDeque<>();

  PlanWindow(Spliterator<Delivery> deliveries, int size, Comparer comparer) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
    this.deliveries = deliveries;
    this.size = size;
    this.comparer = comparer;
  }

  @Override
  public boolean tryAdvance(Consumer<? super Planned> action) {
    if (compared.isEmpty()) {
      List<Delivery> next = new ArrayList<>();
      while (next.size() < size && deliveries.tryAdvance(next::add)) {
        // until the window is full
      }
      compared.addAll(comparer.compare(next));
    }
    Planned planned = compared.poll();
    if (planned == null) {
      return false;
    }
    action.accept(comparer.copied(planned));
    return true;
  }
}
