// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostFindingTest {
  private static CostRow row(
      String workload, boolean whole, String text, Double ratio, Double lower, Double upper) {
    return new CostRow(
        workload, workload, whole, text, 0.5f, null, 1, 5, 3, 2, 4, ratio, lower, upper, 2048,
        1 << 20);
  }

  /** The whole interval counts, not the ratio. */
  @ParameterizedTest
  @CsvSource({
    "1.00, 0.98, 1.04, true, within 1.05",
    "1.00, 0.98, 1.05, true, within 1.05",
    "1.00, 0.98, 1.06, false, not shown to be within 1.05",
    "1.20, 1.06, 1.30, false, above 1.05"
  })
  void itHoldsIfTheIntervalIsWithinTheLimit(
      double ratio, double lower, double upper, boolean holds, String words) {
    String text = "sparseout:p=0.5,q=1";
    List<CostRow> rows = List.of(row("mlp", true, text, ratio, lower, upper));
    assertEquals(
        List.of(new CostFinding("mlp", text, ratio, lower, upper, 1.05, holds)),
        CostFinding.all(rows));
    CostConfig config =
        new CostConfig(
            "smoke", List.of("mlp"), List.of(text), "dropout", 5, 1, 1, 1, "scalar", List.of());
    String report = new CostReport(config, rows).text();
    assertTrue(report.stripTrailing().endsWith("times Dropout's time, " + words), report);
  }

  @Test
  void onlySparseoutOnWholeStepsIsHeldToIt() {
    assertEquals(
        List.of(),
        CostFinding.all(
            List.of(
                row("mlp", true, "none", 0.9, 0.8, 1.0),
                row("mlp", true, "dropout:p=0.5", null, null, null),
                row("mlp", true, "bridgeout:p=0.5,q=1", 2.0, 1.9, 2.1),
                row("linear-8", false, "sparseout:p=0.5,q=1", 1.0, 0.9, 1.1))));
  }
}
