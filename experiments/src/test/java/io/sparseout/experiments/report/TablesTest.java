// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.sparseout.experiments.document.Block;
import io.sparseout.experiments.document.Column;
import io.sparseout.experiments.document.DataTable;
import io.sparseout.experiments.document.Phrase;
import io.sparseout.experiments.runs.RecordedRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tables of rows and comparisons. */
class TablesTest {
  @Test
  void rowsThatDifferInTheirSeedBecomeAMeanWithItsInterval() {
    DataTable table =
        new MeansTable("Things")
            .key("q", "q")
            .key("nowhere", "nowhere")
            .measure("x, %", "x", 100)
            .measure("deep", "parts.y", 1)
            .measure("nothing", "z", 1)
            .of(
                objects(
                    "{q:1,x:0.1,parts:[{y:1},{y:3}]}",
                    "{q:1,x:0.3,parts:[{y:2},{y:2}]}",
                    "{q:2,x:0.5,parts:[]}",
                    "{q:2,x:null}"))
            .orElseThrow();
    assertEquals(List.of("q", "n", "x, %", "deep"), headings(table));
    assertEquals(List.of("1", "2", "20 ± 127", "2 ± 0"), cells(table, 0));
    assertEquals(List.of("2", "2", "50 (n = 1)", "–"), cells(table, 1));
    assertTrue(table.caption().contains("Student’s t"), table.caption());
  }

  @Test
  void oneSeedHasNoInterval() {
    DataTable table =
        new MeansTable("Things").key("q", "q").measure("x", "x", 1).of(objects("{q:1,x:2}")).get();
    assertEquals(List.of("1", "1", "2"), cells(table, 0));
    assertEquals("Things. One seed each: no intervals.", table.caption());
  }

  @Test
  void withoutRowsOrMeasuresThereIsNoTable() {
    MeansTable table = new MeansTable("Things").key("q", "q").measure("x", "x", 1);
    assertEquals(Optional.empty(), table.of(List.of()));
    assertEquals(Optional.empty(), table.of(objects("{q:1}")));
    assertEquals(Optional.empty(), table.of(objects("{x:1}")));
    assertEquals(Optional.empty(), new ListTable("t").words("a", "a").of(List.of()));
  }

  @Test
  void aListHasALineForEachRecordAndNoEmptyColumn() {
    DataTable table =
        new ListTable("t")
            .words("a", "a")
            .words("never", "b")
            .difference("d", "d")
            .range("interval", "lower", "upper")
            .probability("p", "p")
            .share("share", "k", "n")
            .holds("holds", "holds", "open")
            .of(
                objects(
                    "{a:'<x>',d:1,lower:-1,upper:3,p:0.01,k:4,n:5,holds:true}",
                    "{a:1,d:'x'}",
                    "{open:true}"))
            .orElseThrow();
    assertEquals(List.of("a", "d", "interval", "p", "share", "holds"), headings(table));
    assertEquals(List.of("<x>", "+1", "−1 to 3", "0.010", "4 of 5", "holds"), cells(table, 0));
    assertEquals(List.of("1", "–", "–", "–", "– of –", "fails"), cells(table, 1));
    assertEquals("open", cells(table, 2).get(5));
  }

  @Test
  void anIntervalLiesWithinItsLimitBeyondItOrIsOpen() {
    DataTable table =
        new ListTable("t")
            .within("interval", "lower", "upper", "limit")
            .of(
                objects(
                    "{lower:0.9,upper:1.05,limit:1.05}",
                    "{lower:1.06,upper:2,limit:1.05}",
                    "{lower:1,upper:1.1,limit:1.05}",
                    "{lower:1}"))
            .orElseThrow();
    List<String> found = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      found.add(cells(table, i).get(0));
    }
    assertEquals(List.of("within", "beyond", "open", "open"), found);
  }

  @Test
  void anUnknownExperimentIsGroupedByWhatIsNoSeed() {
    List<Block> tables =
        ExperimentTables.of(
            run(
                "new",
                objects(
                    "{trial:'a1',kind:'a',q:1,seed:1,score:0.5,weightsSha256:'ab'}",
                    "{trial:'a2',kind:'a',q:1,seed:2,score:0.7,weightsSha256:'cd'}"),
                objects("{of:'a',difference:0.25,list:[1]}")));
    DataTable means = (DataTable) tables.get(0);
    assertEquals(List.of("kind", "q", "n", "score"), headings(means));
    assertEquals(List.of("a", "1", "2", "0.6 ± 1.3"), cells(means, 0));
    assertEquals(List.of("of", "difference"), headings((DataTable) tables.get(1)));
  }

  @Test
  void aKnownExperimentWithOtherMembersIsShownAsAnUnknownOne() {
    List<Block> tables =
        ExperimentTables.of(run("train", objects("{kind:'a',score:1}"), List.of()));
    assertEquals(List.of("kind", "n", "score"), headings((DataTable) tables.get(0)));
  }

  @Test
  void hugeNumbersAndOtherKindsOfMembersDoNotStopIt() {
    List<Block> tables =
        ExperimentTables.of(
            run(
                "sparsity",
                objects("{label:{a:1},hoyer:1e999,zeroFraction:'x',testLoss:[],meanActivation:1}"),
                objects("{spearman:'high',seeds:-1e400}")));
    DataTable means = (DataTable) tables.get(0);
    assertEquals(List.of("{\"a\":1}", "1", "infinite", "1"), cells(means, 0));
  }

  @Test
  void aSigmoidCodeIsNearZeroWhereReluIsZero() {
    List<JsonObject> rows =
        objects(
            "{label:'q=1',code:'relu',zeroFraction:0.25,nearZeroFraction:0.5}",
            "{label:'q=1',code:'sigmoid',zeroFraction:0,nearZeroFraction:0.125}");
    DataTable both = (DataTable) ExperimentTables.of(run("sparsity", rows, List.of())).get(0);
    assertEquals(
        List.of("regularizer", "code", "n", "zeros, %", "near zero (0.001 or less), %"),
        headings(both));
    assertEquals(List.of("q=1", "relu", "1", "25", "–"), cells(both, 0));
    assertEquals(List.of("q=1", "sigmoid", "1", "–", "12.5"), cells(both, 1));
    List<JsonObject> sigmoid = rows.subList(1, 2);
    DataTable one = (DataTable) ExperimentTables.of(run("sparsity", sigmoid, List.of())).get(0);
    assertEquals(
        List.of("regularizer", "code", "n", "near zero (0.001 or less), %"), headings(one));
  }

  @Test
  void whetherTheGradientDecidesHasATable() {
    String series = "{code:'relu',gradient:'published',p:0.5,seeds:5,overExact:%s}";
    String contrast =
        "{q:1,published:0.25,exact:0.05,difference:0.2,lower:%s,upper:%s,pValue:0.01}";
    List<Block> tables =
        ExperimentTables.of(
            run(
                "sparsity",
                List.of(),
                objects(
                    String.format(series, String.format(contrast, 0.1, 0.3)),
                    String.format(series, String.format(contrast, -0.3, -0.1)),
                    String.format(series, String.format(contrast, -0.1, 0.3)),
                    String.format(series, String.format(contrast, null, null)),
                    "{code:'relu',gradient:'exact',p:0.5,seeds:5,overExact:null}")));
    DataTable table = (DataTable) tables.get(tables.size() - 1);
    assertEquals(4, table.rows().size());
    assertEquals(
        List.of(
            "code",
            "p of dropping",
            "seeds",
            "smallest q",
            "published",
            "exact",
            "difference",
            "95 % interval",
            "p-value",
            "finding"),
        headings(table));
    assertEquals(
        List.of(
            "relu",
            "0.5",
            "5",
            "1",
            "0.25",
            "0.05",
            "+0.2",
            "0.1 to 0.3",
            "0.010",
            "sparser with the published gradient"),
        cells(table, 0));
    assertEquals("sparser with the exact gradient", cells(table, 1).get(9));
    assertEquals("open", cells(table, 2).get(9));
    assertEquals(List.of("–", "0.010", "open"), cells(table, 3).subList(7, 10));
  }

  private static RecordedRun run(
      String experiment, List<JsonObject> rows, List<JsonObject> comparisons) {
    return new RecordedRun(
        Path.of("run"),
        experiment,
        "complete",
        List.of(),
        new JsonObject(),
        List.of(),
        rows,
        comparisons,
        new JsonObject(),
        true);
  }

  private static List<JsonObject> objects(String... texts) {
    return Arrays.stream(texts).map(JsonParser::parseString).map(e -> e.getAsJsonObject()).toList();
  }

  private static List<String> headings(DataTable table) {
    return table.columns().stream().map(Column::heading).toList();
  }

  private static List<String> cells(DataTable table, int row) {
    return table.rows().get(row).stream().map(Phrase::text).toList();
  }
}
