package io.hostward.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void alignsColumns() {
    Table table = new Table("route", ">MB/s", "note");
    table.row("direct to ESX1", "812", "");
    table.row("relay", "97.5", "through vCenter");

    assertThat(table.lines())
        .containsExactly(
            "route           MB/s  note",
            "direct to ESX1   812",
            "relay           97.5  through vCenter");
  }

  @Test
  void refusesARowOfAnotherLength() {
    assertThatThrownBy(() -> new Table("a", "b").row("1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a row has 2 cells, was: 1");
  }

  @Test
  void namesCannotBreakOrRearrangeARow() {
    Table table = new Table("host", "why");
    table.row("esx\u202e1\n2", "a\u2028b");

    assertThat(table.lines().get(1)).isEqualTo("esx\\u202e1\\u000a2  a\\u2028b");
  }
}
