// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.experiments.compare.Rows.Row;
import io.sparseout.experiments.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonReportTest {
  private static List<String> lines(double... points) {
    List<Row> better = Rows.tested("q=1", points);
    List<Row> dropout =
        Rows.tested("q=2", points.length == 1 ? new double[] {50} : new double[] {50, 52});
    List<Row> rows = new ArrayList<>(better);
    rows.addAll(dropout);
    return new ComparisonReport<>(rows, Comparison.all(List.of(better, dropout), dropout))
        .add("Hoyer", group -> ComparisonReport.mean(Interval.of(group, Row::hoyer), 2))
        .text("minus Dropout")
        .lines()
        .toList();
  }

  @Test
  void aLineForEachSettingAndItsDifferenceToDropout() {
    List<String> lines = lines(51, 55);
    assertEquals("setting p Hoyer minus Dropout p-value corrected", spaced(lines.get(0)));
    assertEquals("q=1 0.1 0.50 +- 0.00 +2.00 +- 12.71 0.295 0.295", spaced(lines.get(1)));
    assertEquals("q=2 (Dropout) 0.1 0.50 +- 0.00 - - -", spaced(lines.get(2)));
    assertTrue(lines.get(4).startsWith("Intervals: 95 % by Student's t"), lines.get(4));
    assertTrue(lines.get(5).startsWith("2 seeds tell apart only what differs much"), lines.get(5));
  }

  @Test
  void noPValueIsToldToBeZero() {
    List<Row> better = Rows.tested("q=1", 51, 52.0001, 53);
    List<Row> dropout = Rows.tested("q=2", 41, 42, 43);
    List<Row> rows = new ArrayList<>(better);
    rows.addAll(dropout);
    String text =
        new ComparisonReport<>(rows, Comparison.all(List.of(better, dropout), dropout)).text("x");
    assertTrue(text.contains("   <0.001      <0.001"), text);
  }

  @Test
  void oneSeedHasNoIntervalsAndNoTests() {
    List<String> lines = lines(51);
    assertEquals("q=1 0.1 0.50 +1.00 - -", spaced(lines.get(1)));
    assertTrue(lines.get(4).startsWith("One seed: no intervals, no tests"), lines.get(4));
  }

  @Test
  void withoutDropoutItSaysWhatAComparisonNeeds() {
    String text = new ComparisonReport<>(Rows.tested("q=1", 1, 2), List.of()).text("minus Dropout");
    assertTrue(text.contains("it needs Dropout (dropout, or q = 2) and another setting"), text);
  }

  private static String spaced(String line) {
    return line.replaceAll(" +", " ");
  }
}
