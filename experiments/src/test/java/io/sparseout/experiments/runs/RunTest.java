// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import io.sparseout.core.Tensor;
import io.sparseout.core.optim.Sgd;
import io.sparseout.core.random.RandomStream;
import io.sparseout.core.train.Trainer;
import io.sparseout.datasets.ImageDataset;
import io.sparseout.experiments.Program;
import io.sparseout.layers.Linear;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunTest {
  record Config(int number) {}

  record Row(String name) {}

  record Fake(String name, Function<TrialLog, Row> body) implements Trial<Row> {
    @Override
    public long steps() {
      return 10;
    }

    @Override
    public Row run(TrialLog log) {
      return body.apply(log);
    }
  }

  private static final DataHash DATA = new DataHash("digits", "ab".repeat(32));

  @TempDir Path folder;

  private final StopSignal stop = new StopSignal();
  private final List<Long> steps = new ArrayList<>();
  private final Progress progress =
      new Progress() {
        @Override
        public void step(long count, String trial, int epoch, double loss) {
          steps.add(count);
        }

        @Override
        public void epoch(EpochMetrics metrics) {}

        @Override
        public void close() {}
      };
  private Run<Row> run;

  @BeforeEach
  void begin() {
    RunDirectory directory = RunDirectory.create(Optional.of(folder), "test");
    run = new Run<>(directory, record(new Config(3)), stop);
  }

  @Test
  void beforeItsFirstTrialItIsOnTheDisk() throws Exception {
    assertEquals("{\n  \"number\": 3\n}\n", Files.readString(folder.resolve("config.json")));
    assertEquals("running", saved().get("status").getAsString());
    assertEquals(0, saved().getAsJsonArray("rows").size());
  }

  @Test
  void keepsARowForEachTrial() throws Exception {
    run.execute(List.of(fake("a"), fake("b")), progress);
    assertEquals(List.of(new Row("a"), new Row("b")), run.rows());
    assertEquals("complete", saved().get("status").getAsString());
    assertEquals("[{\"name\":\"a\"},{\"name\":\"b\"}]", saved().get("rows").toString());
  }

  @Test
  void concludesOnceAllTrialsAreFinished() throws Exception {
    run.execute(
        plan(
            List.of(fake("a"), fake("b")),
            rows -> {
              assertEquals(List.of(new Row("a"), new Row("b")), rows);
              return new Conclusion<>(List.of(new Row("c")), List.of(new Config(5)));
            }),
        progress);
    assertEquals(List.of(new Row("c")), run.rows());
    assertEquals("[{\"name\":\"c\"}]", saved().get("rows").toString());
    assertEquals("[{\"number\":5}]", saved().get("comparisons").toString());
  }

  @Test
  void aLaterStageIsPlannedByTheRowsBefore() {
    run.execute(
        rows -> {
          assertEquals(rows, run.rows());
          return rows.size() < 4 ? List.of(fake("a" + rows.size()), fake("b")) : List.of();
        },
        progress);
    assertEquals("[a0, b, a2, b]", run.rows().stream().map(Row::name).toList().toString());
  }

  @Test
  void goesOnWhereItEnded() throws Exception {
    String rows = "[{\"name\":\"a\"},{\"name\":\"b\"}]";
    Fake cut =
        new Fake(
            "b",
            log -> {
              training("b").run(log);
              throw new StoppedException("before its row is there");
            });
    assertThrows(StoppedException.class, () -> run.execute(List.of(training("a"), cut), progress));
    assertEquals("[{\"name\":\"a\"}]", saved().get("rows").toString());
    steps.clear();
    Run<Row> again = resume(new Config(3));
    again.execute(List.of(training("a"), training("b")), progress);
    assertEquals(List.of(1L, 2L), steps, "the first trial is not run again");
    assertEquals(rows, saved().get("rows").toString());
    assertEquals(4, Files.readAllLines(folder.resolve("metrics.jsonl")).size(), "each epoch once");
  }

  @Test
  void goesOnOnlyAsItWasBegun() throws Exception {
    String other = assertThrows(RunException.class, () -> resume(new Config(4))).getMessage();
    assertTrue(
        other.contains("its config.json has '\"number\": 3' where these give '\"number\": 4'"),
        other);
    Files.writeString(folder.resolve("results.json"), "{");
    String bad = assertThrows(RunException.class, () -> resume(new Config(3))).getMessage();
    assertTrue(bad.contains("its results cannot be read"), bad);
  }

  @Test
  void doesNotGoOnWithOtherData() {
    run.execute(List.of(fake("a")), progress);
    DataHash other = new DataHash("digits", "cd".repeat(32));
    RunRecord record = new RunRecord("test", List.of(), new Config(3), List.of(other));
    String message =
        assertThrows(
                OtherDataException.class,
                () -> Run.resume(RunDirectory.existing(folder), record, stop, Row.class))
            .getMessage();
    assertTrue(message.contains(DATA.sha256()) && message.contains(other.sha256()), message);
  }

  @Test
  void doesNotGoOnFromWhatWasChangedByHand() throws Exception {
    run.execute(List.of(fake("a")), progress);
    Path file = folder.resolve("results.json");
    Files.writeString(file, Files.readString(file).replace("{\"name\":\"a\"}", "{\"name\":\"b\"}"));
    String message = assertThrows(RunException.class, () -> resume(new Config(3))).getMessage();
    assertTrue(message.contains("its seal does not fit"), message);
  }

  @Test
  void keepsWhatItRanOnEachTimeThatItGoesOn() throws Exception {
    run.execute(List.of(fake("a")), progress);
    resume(new Config(3));
    resume(new Config(3)).execute(List.of(fake("a"), fake("b")), progress);
    assertEquals(2, saved().getAsJsonArray("resumedAfter").size());
    assertEquals(2, saved().getAsJsonArray("rows").size());
  }

  @Test
  void isReadBackAndShowsChangesByHand() throws Exception {
    run.execute(List.of(fake("a"), fake("b")), progress);
    RecordedRun read = RecordedRun.read(folder);
    assertEquals("test", read.experiment());
    assertTrue(read.isComplete());
    assertEquals("sparseout test --number 3", read.commandLine());
    assertEquals(List.of(DATA), read.data());
    assertEquals(3, read.config().get("number").getAsInt());
    assertEquals("b", read.rows().get(1).get("name").getAsString());
    assertTrue(read.isIntact());
    Path file = folder.resolve("results.json");
    String text = Files.readString(file);
    Files.writeString(file, text.replace("\n", "\r\n"));
    assertTrue(RecordedRun.read(folder).isIntact(), "line ends are no content");
    Files.writeString(file, text.replace("{\"name\":\"b\"}", "{\"name\":\"c\"}"));
    assertEquals(false, RecordedRun.read(folder).isIntact());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                   | the document should be an object, but is null
          []                                   | the document should be an object, but is a list
          null                                 | the document should be an object, but is null
          {                                    | it is no JSON that can be read: line 1, column 2
          {"a": }                              | it is no JSON that can be read: line 1, column 7
          this is no JSON                      | it is no JSON that can be read: line 1, column 7
          {}                                   | experiment should be a text, but is not there
          {"experiment":1,"status":[]}         | experiment should be a text, but is a number
          {"experiment":"x","status":{}}       | status should be a text, but is an object
          {X,"arguments":null}                 | arguments should be a list, but is null
          {X,"arguments":["a",true]}           | arguments[1] should be a text, but is true
          {X,"config":[]}                      | config should be an object, but is a list
          {X,"provenance":"y"}                 | provenance should be an object, but is a text
          {X,"rows":5}                         | rows should be a list, but is a number
          {X,"rows":[{},null]}                 | rows[1] should be an object, but is null
          {X,"comparisons":[[]]}               | comparisons[0] should be an object, but is a list
          {X,"data":[null]}                    | data[0] should be an object, but is null
          {X,"data":[{"name":"x"}]}            | data[0].sha256 should be a text, but is not there
          """)
  void whatIsNoRunIsSaidToBeNone(String content, String reason) throws Exception {
    String known = "\"experiment\":\"x\",\"status\":\"complete\"";
    assertEquals(reason, notRead(content.replace("X", known)));
  }

  @Test
  void whatIsNoRunIsSaidInAShortLine() throws Exception {
    String place = "it is no JSON that can be read: line 1, column ";
    String deep = notRead("[".repeat(100_000));
    assertTrue(deep.matches(place + "\\d+"), deep);
    Files.write(folder.resolve("results.json"), new byte[] {-1, -2});
    assertEquals("it is no text in UTF-8", notRead());
    Files.delete(folder.resolve("results.json"));
    assertThrows(RunException.class, () -> RecordedRun.read(folder));
  }

  private String notRead(String content) throws Exception {
    Files.writeString(folder.resolve("results.json"), content);
    return notRead();
  }

  /** Why its results are none, without what the message begins with. */
  private String notRead() {
    String message = assertThrows(RunException.class, () -> RecordedRun.read(folder)).getMessage();
    String start = folder.resolve("results.json") + ": is not the results of a run (";
    assertTrue(message.startsWith(start) && message.endsWith(")"), message);
    return message.substring(start.length(), message.length() - 1);
  }

  private Run<Row> resume(Config config) {
    return Run.resume(RunDirectory.existing(folder), record(config), stop, Row.class);
  }

  @Test
  void stoppedInItsConclusionItKeepsTheRows() throws Exception {
    assertThrows(
        StoppedException.class,
        () ->
            run.execute(
                plan(
                    List.of(fake("a")),
                    rows -> {
                      throw new StoppedException("all is there");
                    }),
                progress));
    assertEquals("stopped", saved().get("status").getAsString());
    assertEquals("[{\"name\":\"a\"}]", saved().get("rows").toString());
  }

  @Test
  void aFailedTrialIsNamedAndLeavesTheOnesBefore() throws Exception {
    RuntimeException cause = new IllegalStateException("broken");
    Fake failing =
        new Fake(
            "b",
            log -> {
              throw cause;
            });
    TrialException failure =
        assertThrows(
            TrialException.class, () -> run.execute(List.of(fake("a"), failing), progress));
    assertEquals("trial b", failure.getMessage());
    assertSame(cause, failure.getCause());
    assertEquals("failed", saved().get("status").getAsString());
    assertEquals("[{\"name\":\"a\"}]", saved().get("rows").toString());
  }

  @Test
  void followsATrainersStepsAndEpochs() throws Exception {
    run.execute(List.of(training("a"), training("b")), progress);
    assertEquals(
        List.of(1L, 2L, 11L, 12L), steps, "steps of all trials, each counted from its own");
    List<String> lines = Files.readAllLines(folder.resolve("metrics.jsonl"));
    assertEquals(4, lines.size());
    JsonObject last = Program.json(lines.get(3));
    assertEquals("b", last.get("trial").getAsString());
    assertEquals(2, last.get("epoch").getAsInt());
    assertEquals(0.25, last.get("testLoss").getAsDouble());
    assertTrue(last.get("testAccuracy").isJsonNull());
    assertTrue(saved().get("secondsToFirstStep").getAsDouble() > 0);
  }

  @Test
  void aTestLossThatIsNotFiniteEndsTheTrial() {
    Fake trial = training("a", Double.NaN);
    TrialException failure =
        assertThrows(TrialException.class, () -> run.execute(List.of(trial), progress));
    assertEquals(
        "the test loss is NaN after epoch 1; try a lower learning rate",
        failure.getCause().getMessage());
  }

  private RunRecord record(Config config) {
    return new RunRecord("test", List.of("--number", "3"), config, List.of(DATA));
  }

  /** A trial with two epochs of one step, of a model that multiplies by a number. */
  private static Fake training(String name) {
    return training(name, 0.25);
  }

  private static Fake training(String name, double testLoss) {
    return new Fake(
        name,
        log -> {
          Linear model = new Linear(1, 1, RandomStream.of(1));
          Trainer trainer = new Trainer(model, Tensor::meanSquaredError, new Sgd(0.1));
          log.follow(trainer, () -> HeldOutMetrics.test(testLoss, null));
          ImageDataset images = new ImageDataset("one", new byte[1], 1, 1, 1, new int[1], 1);
          trainer.fit(images.batches(1).reconstruction(), 2);
          return new Row(name);
        });
  }

  private static Plan<Row> plan(List<Fake> trials, Function<List<Row>, Conclusion<Row>> end) {
    return new Plan<>() {
      @Override
      public List<? extends Trial<Row>> next(List<Row> rows) {
        return Plan.of(trials).next(rows);
      }

      @Override
      public Conclusion<Row> conclude(List<Row> rows) {
        return end.apply(rows);
      }
    };
  }

  private static Fake fake(String name) {
    return new Fake(name, log -> new Row(name));
  }

  private JsonObject saved() throws Exception {
    return Program.json(Files.readString(folder.resolve("results.json")));
  }
}
