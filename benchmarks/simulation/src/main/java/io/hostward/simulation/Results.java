package io.hostward.simulation;

import java.util.List;
import java.util.Optional;

/**
 * What a comparison found.
 *
 * @param rows one for each scenario
 * @param seeds how often each was run
 */
public record Results(List<Row> rows, int seeds) {
  /** Copies the list. */
  public Results {
    rows = List.copyOf(rows);
  }

  /**
   * A scenario.
   *
   * @param scenario its name
   * @param description what happens in it
   * @param uploaders how many processes upload
   * @param figureAge the least age of their figures in seconds
   * @param differentCapacities whether some host can take more than twice as much as another
   * @param cells one for each contender
   */
  public record Row(
      String scenario,
      String description,
      int uploaders,
      double figureAge,
      boolean differentCapacities,
      List<Cell> cells) {
    /** Copies the list. */
    public Row {
      cells = List.copyOf(cells);
    }

    /** Returns the cell of a contender, if it took part. */
    public Optional<Cell> cell(String contender) {
      return cells.stream().filter(cell -> cell.contender().equals(contender)).findFirst();
    }

    /** Returns the seconds below which no choice can end, the mean over the seeds. */
    public double bound() {
      return cells.isEmpty()
          ? 0
          : cells.get(0).outcomes().stream().mapToDouble(SimOutcome::bound).average().orElse(0);
    }
  }

  /**
   * A contender in a scenario.
   *
   * @param contender its name
   * @param outcomes one for each seed
   */
  public record Cell(String contender, List<SimOutcome> outcomes) {
    /** Copies the list. */
    public Cell {
      outcomes = List.copyOf(outcomes);
    }

    /** Returns the mean of the seconds until the last file had arrived. */
    public double makespan() {
      return outcomes.stream().mapToDouble(SimOutcome::makespan).average().orElse(0);
    }

    /** Returns the mean of makespan against lower bound. */
    public double ratio() {
      return outcomes.stream().mapToDouble(SimOutcome::ratio).average().orElse(0);
    }

    /** Returns the worst seed's makespan against lower bound. */
    public double worstRatio() {
      return outcomes.stream().mapToDouble(SimOutcome::ratio).max().orElse(0);
    }

    /** Returns the failed attempts of all seeds. */
    public int failures() {
      return outcomes.stream().mapToInt(SimOutcome::failures).sum();
    }
  }
}
