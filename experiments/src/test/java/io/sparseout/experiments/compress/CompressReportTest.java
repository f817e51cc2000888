// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What rows made by hand come to in the table and in the differences. */
class CompressReportTest {
  private static CompressRow dense(long seed, double accuracy) {
    return row("dense", 0, "dense", seed, accuracy, 2048, 2);
  }

  private static CompressRow gradual(long seed, double accuracy) {
    return row("gradual", 0.9, "dense+sparse", seed, accuracy, 512, 0.5);
  }

  private static CompressRow row(
      String method,
      double sparsity,
      String form,
      long seed,
      double accuracy,
      long bytes,
      double millis) {
    return new CompressRow(
        method + seed,
        method,
        sparsity,
        form,
        "none",
        null,
        null,
        seed,
        accuracy,
        0.1,
        sparsity,
        bytes,
        millis,
        8 * millis,
        2,
        40,
        3 << 20,
        1,
        "");
  }

  private static CompressConfig config(Long... seeds) {
    return new CompressConfig(
        "smoke",
        "digits",
        null,
        "linear",
        "none",
        3,
        1,
        128,
        "sgd",
        0.1,
        "cosine",
        List.of("gradual"),
        List.of(0.9),
        List.of(0.5),
        2,
        0,
        1,
        false,
        1,
        List.of(seeds));
  }

  private static List<String> lines(CompressConfig config, List<CompressRow> rows) {
    return CompressReport.text(config, rows, Difference.all(rows)).lines().toList();
  }

  @Test
  void ofOneSeedItTellsDifferencesAndRatiosWithoutIntervals() {
    List<CompressRow> rows = List.of(dense(1, 0.98), gradual(1, 0.975));
    List<String> lines = lines(config(1L), rows);
    assertEquals("digits, linear, none, 3 epochs + 1, 1 seed", lines.get(0));
    assertTrue(
        lines.get(3).matches("dense +- +dense +0.0 +98.00 +- +100.0 +1.00x +2.50x +3.0"),
        lines.get(3));
    assertTrue(
        lines
            .get(4)
            .matches("gradual +0.9 +dense\\+sparse +90.0 +97.50 +-0.50 +25.0 +4.00x +10.00x +3.0"),
        lines.get(4));
    String text = String.join(" ", lines);
    assertTrue(text.contains("a file of 2 kB, 2.000 ms for 1 image, 40.000 ms for 64"), text);
    assertTrue(text.contains("One seed: no intervals"), text);
    assertTrue(!text.contains("more epochs"), "gradual is not fine-tuned");
    assertNull(Difference.all(rows).get(0).upper());
  }

  @Test
  void differencesArePairedBySeeds() {
    List<CompressRow> rows =
        List.of(dense(1, 0.98), gradual(1, 0.97), dense(2, 0.95), gradual(2, 0.94));
    Difference difference = Difference.all(rows).get(0);
    assertEquals(2, difference.seeds());
    assertEquals(-1, difference.points(), 1e-9);
    assertEquals(-1, difference.lower(), 1e-9);
    assertEquals(-1, difference.upper(), 1e-9);
    assertTrue(lines(config(1L, 2L), rows).get(4).contains("-1.00 +- 0.00"));
  }

  @Test
  void eightBitsAreASettingOfTheirOwn() {
    CompressRow quantized = row("gradual", 0.9, "int8", 1, 0.97, 600, 1);
    List<CompressRow> rows = List.of(dense(1, 0.98), gradual(1, 0.98), quantized);
    List<Difference> differences = Difference.all(rows);
    assertEquals(2, differences.size());
    assertTrue(differences.get(1).quantized());
    assertEquals("-1.00", differences.get(1).text());
    assertEquals("+0.00", differences.get(0).text());
  }
}
