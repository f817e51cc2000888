// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.experiments.compare.Rows.Row;
import io.sparseout.experiments.runs.Conclusion;
import io.sparseout.experiments.runs.RunDirectory;
import io.sparseout.experiments.runs.StopSignal;
import io.sparseout.experiments.runs.Trial;
import io.sparseout.experiments.runs.TrialLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContestTest {
  private static final List<Setting> SETTINGS =
      Setting.of(List.of("sparseout"), List.of(1f, 2f), List.of(0.1f, 0.3f));

  @TempDir Path folder;

  private final List<String> tested = new ArrayList<>();

  /** A training that comes to what the setting and p say: 0.3 is the better p for q = 1 alone. */
  private record Fake(Setting setting, String name, String text, float p, long seed)
      implements Trial<Row> {
    @Override
    public long steps() {
      return 10;
    }

    @Override
    public Row run(TrialLog log) {
      double score = setting.label().equals("q=1") ? p : -p;
      return new Row(name, setting.label(), text, p, null, seed, score, false, Double.NaN, null);
    }
  }

  private Contest<Row> contest(int choosing) {
    return new Contest<>(
        SETTINGS,
        List.of(1L, 2L, 3L),
        choosing,
        (setting, candidate, seed) ->
            new Fake(setting, candidate.trialName(seed), candidate.text(), candidate.p(), seed),
        row -> {
          tested.add(row.trial());
          return Rows.tested(row, (double) row.seed() * (row.setting().equals("q=1") ? 2 : 1));
        },
        RunDirectory.create(Optional.of(folder), "test"),
        new StopSignal());
  }

  private static List<Row> rows(List<Trial<Row>> trials) {
    return trials.stream().map(trial -> trial.run(null)).toList();
  }

  private static List<String> names(List<Trial<Row>> trials) {
    return trials.stream().map(Trial::name).toList();
  }

  @Test
  void theSeedsThatTheChoiceDoesNotRestOnAreTrainedWithTheChosenPAlone() {
    Contest<Row> contest = contest(1);
    List<Trial<Row>> first = contest.next(List.of());
    assertEquals(
        List.of("q=1,p=0.1-seed1", "q=1,p=0.3-seed1", "q=2,p=0.1-seed1", "q=2,p=0.3-seed1"),
        names(first));
    List<Row> rows = new ArrayList<>(rows(first));
    List<Trial<Row>> second = contest.next(rows);
    assertEquals(
        List.of("q=1,p=0.3-seed2", "q=1,p=0.3-seed3", "q=2,p=0.1-seed2", "q=2,p=0.1-seed3"),
        names(second));
    rows.addAll(rows(second));
    assertTrue(contest.next(rows).isEmpty());
    assertEquals(80, contest.steps(List.of()));
    assertEquals(0, contest.steps(rows));
  }

  @Test
  void chosenModelsAloneAreTestedAndComparedWithDropout() {
    Contest<Row> contest = contest(3);
    List<Row> rows = rows(contest.next(List.of()));
    assertEquals(12, rows.size());
    assertTrue(contest.next(rows).isEmpty());
    assertEquals(120, contest.steps(List.of()));
    Conclusion<Row> conclusion = contest.conclude(rows);
    assertEquals(
        List.of(
            "q=1,p=0.3-seed1",
            "q=1,p=0.3-seed2",
            "q=1,p=0.3-seed3",
            "q=2,p=0.1-seed1",
            "q=2,p=0.1-seed2",
            "q=2,p=0.1-seed3"),
        tested);
    assertEquals(rows.stream().map(Row::trial).toList(), trials(conclusion.rows()));
    assertEquals(1, conclusion.comparisons().size());
    Comparison comparison = (Comparison) conclusion.comparisons().get(0);
    assertEquals("q=1", comparison.setting());
    assertEquals("q=2", comparison.baseline());
    assertEquals(2, comparison.points(), 1e-9, "the mean of seeds 1 to 3");
  }

  private static List<String> trials(List<Row> rows) {
    return rows.stream().map(Row::trial).toList();
  }

  /** What is there already is not trained again. */
  @Test
  void trialsWithARowAreDone() {
    Contest<Row> contest = contest(1);
    List<Row> rows = rows(contest.next(List.of()));
    assertEquals(
        List.of("q=1,p=0.1-seed1", "q=2,p=0.3-seed1"),
        names(contest.next(List.of(rows.get(1), rows.get(2)))));
  }
}
