package io.hostward.cli.lab;

import io.hostward.cli.text.Table;
import io.hostward.experiment.Flow;
import java.util.List;
import java.util.Locale;

/** Where bytes flowed, as a table. */
public final class FlowTable {
  private FlowTable() {}

  /** Returns one row for each server that anything flowed through. */
  public static Table of(List<Flow> flows) {
    Table table = new Table("server", ">in on 443", ">out on 443", ">in on 902", ">out on 902");
    for (Flow flow : flows) {
      if (flow.in() + flow.out() > 0) {
        table.row(
            flow.server(),
            megabytes(flow.in443()),
            megabytes(flow.out443()),
            megabytes(flow.in902()),
            megabytes(flow.out902()));
      }
    }
    return table;
  }

  /** Returns megabytes of a million bytes, with two decimals. */
  public static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.2f MB", bytes / 1e6);
  }
}
