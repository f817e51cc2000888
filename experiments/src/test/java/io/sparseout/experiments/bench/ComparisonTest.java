// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.experiments.runs.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
  private static final BenchResult RESULT =
      new BenchResult(
          "sgemm-128", "flop/s", 300, 1, 5, 2, "scalar", 0L, 0L, "fma", 0.5, null, null, null);

  private final List<String> warnings = new ArrayList<>();
  private Path file;

  @BeforeEach
  void place(@TempDir Path folder) {
    file = folder.resolve("before.json");
  }

  @Test
  void theLastLineThatFitsCounts() throws IOException {
    write(line("sgemm-128", "flop/s", "200", 2), line("sgemm-128", "flop/s", "100", 2));
    assertEquals(3.0, compared().rateRatio());
    assertEquals(List.of(), warnings);
  }

  @Test
  void aPeersLinesAndBlankOnesAreRead() throws IOException {
    write(
        "",
        "{\"workload\": \"sgemm-128\", \"unit\": \"flop/s\", \"rate\": 1.5e2, \"step_ms\": 0.1,"
            + " \"steps\": 9, \"threads\": 2}",
        "");
    assertEquals(2.0, compared().rateRatio());
  }

  @Test
  void whatItReadsItWrote() throws IOException {
    write(Json.line(RESULT));
    assertEquals(1.0, compared().rateRatio());
  }

  @Test
  void otherWorkloadsAreNotComparedSilently() throws IOException {
    write(line("sgemm-129", "flop/s", "200", 2));
    assertNull(compared().rateRatio());
    assertEquals(List.of(), warnings);
  }

  @Test
  void otherThreadsOrUnitsAreNotComparedWithAWarning() throws IOException {
    write(line("sgemm-128", "flop/s", "200", 1), line("sgemm-128", "ops/s", "200", 2));
    assertNull(compared().rateRatio());
    assertEquals(
        List.of(
            "bench: sgemm-128 is not compared: measured in flop/s on 2 threads, in "
                + file
                + " in flop/s on 1 thread and in ops/s on 2 threads"),
        warnings);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"workload\": \"sgem               | not a JSON object of bench --json",
        "rates                               | not a JSON object of bench --json",
        "[1]                                 | not a JSON object of bench --json",
        "{}                                  | needs workload, unit, rate above 0 and threads, not {}",
        "null                                | needs workload, unit, rate above 0 and threads",
        "{\"workload\":\"a\",\"unit\":\"b\",\"rate\":0,\"threads\":1}      | needs workload",
        "{\"workload\":\"a\",\"unit\":\"b\",\"rate\":NaN,\"threads\":1}    | needs workload",
        "{\"workload\":\"a\",\"unit\":\"b\",\"rate\":\"x\",\"threads\":1}  | not a JSON object",
        "{\"workload\":\"a\",\"unit\":\"b\",\"rate\":1,\"threads\":0}      | needs workload",
      })
  void aBadLineIsRefusedByFileAndNumber(String bad, String message) throws IOException {
    write(line("sgemm-128", "flop/s", "200", 2), bad.strip());
    String actual = refusal();
    assertTrue(actual.startsWith("--compare: " + file + ", line 2: "), actual);
    assertTrue(actual.contains(message), actual);
  }

  @Test
  void aFileThatIsMissingEmptyOrNoFileIsRefused() throws IOException {
    assertEquals(
        "--compare: there is no file " + file + "; write one with bench --json > FILE", refusal());
    write("");
    assertEquals("--compare: " + file + " is empty; write one with bench --json > FILE", refusal());
    file = file.getParent();
    assertTrue(refusal().startsWith("--compare: cannot read " + file), refusal());
  }

  private BenchResult compared() {
    return Comparison.read(file).with(RESULT, warnings::add);
  }

  private String refusal() {
    return assertThrows(IllegalArgumentException.class, () -> Comparison.read(file)).getMessage();
  }

  private void write(String... lines) throws IOException {
    Files.write(file, List.of(lines));
  }

  private static String line(String workload, String unit, String rate, int threads) {
    return String.format(
        "{\"workload\":\"%s\",\"unit\":\"%s\",\"rate\":%s,\"threads\":%d}",
        workload, unit, rate, threads);
  }
}
