// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.sparseout.experiments.runs.RecordedRun;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReproductionTest {
  @Test
  void findingsAreComparedTooButNotThoseOfTimes() {
    RecordedRun before =
        run("{'seed':1}", "{'difference':1,'lower':0}", "{'ratio':2,'holds':true}");
    RecordedRun now = run("{'seed':1}", "{'difference':1,'lower':2}", "{'ratio':3,'holds':false}");
    Reproduction found = Reproduction.of(before, now);
    assertEquals(
        List.of("row 1 []", "comparison 1 [lower]"),
        found.rows().stream()
            .map(
                row ->
                    row.row()
                        + " "
                        + row.differences().stream().map(RowComparison.Difference::member).toList())
            .toList());
    assertEquals(List.of("1 comparisons of such"), found.notCompared());
  }

  @Test
  void rowsOfTimesAreSaidToBeSo() {
    RecordedRun before = run("{'trial':'mlp','medianMillis':1.0,'heapBytes':5}");
    RecordedRun now = run("{'trial':'mlp','medianMillis':2.0,'heapBytes':6}");
    Reproduction found = Reproduction.of(before, now);
    assertTrue(found.equal());
    String text = new ReproductionReport(found).text();
    assertTrue(text.contains("Times and memory are not compared: medianMillis, heapBytes."), text);
  }

  @Test
  void rowsOfOneNameAreNotTakenForEachOther() {
    RecordedRun before = run("{'trial':'a','x':1}", new String[0], "{'trial':'a','x':2}");
    RecordedRun now = run("{'trial':'a','x':1}", new String[0], "{'trial':'a','x':3}");
    Reproduction found = Reproduction.of(before, now);
    assertEquals(1, found.equalRows());
    assertEquals("a (row 2)", found.rows().get(1).row());
  }

  @Test
  void aRecordWithoutRowsIsNoEvidence() {
    Reproduction found = Reproduction.of(run(List.of(), List.of()), run(List.of(), List.of()));
    String text = new ReproductionReport(found).text();
    assertFalse(found.equal());
    assertTrue(text.contains("there is nothing to compare"), text);
  }

  private static RecordedRun run(String row, String... comparisons) {
    return run(List.of(row), List.of(comparisons));
  }

  private static RecordedRun run(String row, String[] comparisons, String more) {
    return run(List.of(row, more), List.of(comparisons));
  }

  private static RecordedRun run(List<String> rows, List<String> comparisons) {
    return new RecordedRun(
        Path.of("run"),
        "sparsity",
        "complete",
        List.of(),
        new JsonObject(),
        List.of(),
        objects(rows.stream()),
        objects(comparisons.stream()),
        new JsonObject(),
        true);
  }

  private static List<JsonObject> objects(Stream<String> texts) {
    return texts
        .map(text -> JsonParser.parseString(text.replace('\'', '"')).getAsJsonObject())
        .toList();
  }
}
