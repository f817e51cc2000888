// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.sparsity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.Compute;
import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import io.sparseout.core.train.Batch;
import io.sparseout.core.train.MemoryBatches;
import io.sparseout.regularizers.Dropout;
import io.sparseout.regularizers.sparsity.ActivationRecorder.Part;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sparsity of activations in one pass over a data set: tallies and the recorder. */
class ActivationSparsityTest {
  private static final double THRESHOLD = 0.05;
  private static final Layer RELU = (x, pass) -> x.relu();
  private static final Layer HALF = (x, pass) -> x.times(0.5);

  @Test
  void examplesAreMeasuredOverUnitsAndUnitsOverExamples() {
    ActivationTally tally = new ActivationTally(THRESHOLD);
    tally.add(Tensor.of(new float[] {3, 4, 0, 0, 0, 0, 0, 2, 0.05f}, 3, 3));
    ActivationSparsity sparsity = tally.result();
    assertEquals(3, sparsity.examples());
    assertEquals(
        List.of(
            Measures.of(THRESHOLD, 3, 0, 0),
            Measures.of(THRESHOLD, 4, 0, 2),
            Measures.of(THRESHOLD, 0, 0, 0.05f)),
        sparsity.units());
    double hoyer = measures(3, 4, 0).hoyer() + 1 + measures(0, 2, 0.05f).hoyer();
    assertEquals(hoyer / 3, sparsity.hoyer(), 1e-15);
    double gini = Gini.of(3, 4, 0) + (1 - 1 / 3.0) + Gini.of(0, 2, 0.05f);
    assertEquals(gini / 3, sparsity.gini(), 1e-15);
    assertEquals(5 / 9.0, sparsity.all().zeroFraction());
    assertEquals(0, sparsity.deadUnits());
  }

  @Test
  void aUnitThatNoExampleMakesActiveIsDead() {
    ActivationTally tally = new ActivationTally(THRESHOLD);
    tally.add(Tensor.of(new float[] {1, 0, 0, 2, 0, 0}, 2, 3));
    assertEquals(2, tally.result().deadUnits());
    tally.add(Tensor.of(new float[] {0, 0, 1e-9f}, 1, 3));
    assertEquals(1, tally.result().deadUnits());
  }

  @Test
  void theUnitsOfPlanesAreTheirChannelsAndThoseOfSequencesStandLast() {
    float[] values = normals(2 * 3 * 4 * 5);
    ActivationTally planes = new ActivationTally(THRESHOLD);
    planes.add(Tensor.of(values, 2, 3, 4, 5));
    assertEquals(3, planes.result().units().size());
    assertEquals(2, planes.result().examples());
    assertEquals(2 * 4 * 5, planes.result().units().get(0).count());
    double sum = 0;
    for (int example = 0; example < 2; example++) {
      for (int i = 0; i < 20; i++) {
        sum += values[example * 60 + 20 + i];
      }
    }
    assertEquals(sum / 40, planes.result().units().get(1).mean(), 1e-12);

    ActivationTally sequence = new ActivationTally(THRESHOLD);
    sequence.add(Tensor.of(values, 4, 6, 5));
    ActivationTally tokens = new ActivationTally(THRESHOLD);
    tokens.add(Tensor.of(values, 24, 5));
    assertEquals(24, sequence.result().examples());
    assertEquals(tokens.result(), sequence.result());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 60})
  void batchesOfAnySizeComeToTheSameBits(int batch) {
    Tensor outputs = Tensor.of(normals(60 * 6), 60, 3, 2).reshape(60, 3, 2, 1);
    ActivationTally whole = new ActivationTally(THRESHOLD);
    whole.add(outputs);
    ActivationTally parts = new ActivationTally(THRESHOLD);
    for (int from = 0; from < 60; from += batch) {
      parts.add(outputs.slice(from, Math.min(60, from + batch)));
    }
    parts.add(outputs.slice(0, 0));
    assertEquals(whole.result(), parts.result());
  }

  @Test
  void aStreamIsMeasuredAsTheNumbersThemselvesWouldBe() {
    float[] values = normals(1000 * 8);
    ActivationTally tally = new ActivationTally(THRESHOLD);
    tally.add(Tensor.of(values, 1000, 8));
    double[] column = new double[1000];
    for (int i = 0; i < column.length; i++) {
      column[i] = values[i * 8 + 5];
    }
    assertEquals(Measures.of(THRESHOLD, column), tally.result().units().get(5));
    Measures all = Measures.of(THRESHOLD, Tensor.of(values, 8000).toDoubleArray());
    assertEquals(all.hoyer(), tally.result().all().hoyer(), 1e-12);
    assertEquals(all.kurtosis(), tally.result().all().kurtosis(), 1e-10);
  }

  @Test
  void anExampleOfASingleOutputHasNoHoyerSparsity() {
    ActivationTally tally = new ActivationTally(THRESHOLD);
    tally.add(Tensor.of(new float[] {1, 2}, 2, 1));
    assertTrue(Double.isNaN(tally.result().hoyer()));
    assertEquals(1, tally.result().units().size());
  }

  @Test
  void theRecorderMeasuresEachPartOnceByItsPath() {
    Layer code = (x, pass) -> pass.call("1", RELU, pass.call("0", HALF, x));
    Layer model =
        (x, pass) -> {
          Tensor y = pass.call("dropout", new Dropout(0.5f), pass.call("code", code, x));
          return pass.call("out", HALF, pass.call("late", new Dropout(0.5f), y.relu()));
        };
    Tensor inputs = Tensor.of(normals(40 * 5), 40, 5);
    List<Part> parts = ActivationRecorder.measure(model, batches(inputs, 16), THRESHOLD);
    assertEquals(
        List.of("code.0", "code.1", "late", "out"), parts.stream().map(Part::path).toList());
    assertEquals("Dropout", parts.get(2).kind());
    assertEquals("", parts.get(0).kind(), "a lambda has no name");
    ActivationTally relu = new ActivationTally(THRESHOLD);
    try (Pass pass = Pass.evaluation()) {
      relu.add(code.forward(pass.input(inputs), pass));
    }
    assertEquals(relu.result(), parts.get(1).sparsity());
    assertEquals(40, parts.get(3).sparsity().examples());
  }

  @Test
  void anyNumberOfThreadsComesToTheSameBits() {
    Tensor weight = Tensor.of(normals(300 * 200), 300, 200);
    Layer model = (x, pass) -> pass.call("relu", RELU, x.linear(weight, null));
    Tensor inputs = Tensor.of(normals(64 * 200), 64, 200);
    int before = Compute.threads();
    try {
      Compute.setThreads(1);
      List<Part> one = ActivationRecorder.measure(model, batches(inputs, 32), THRESHOLD);
      Compute.setThreads(3);
      assertEquals(one, ActivationRecorder.measure(model, batches(inputs, 32), THRESHOLD));
    } finally {
      Compute.setThreads(before);
    }
  }

  @Test
  void whatCannotBeMeasuredIsRefused() {
    ActivationTally tally = new ActivationTally(THRESHOLD);
    assertEquals("sparsity: there is no example to measure", message(tally::result));
    tally.add(Tensor.zeros(2, 3));
    assertEquals(
        "sparsity: outputs of 3 units before, and now [2, 4]",
        message(() -> tally.add(Tensor.zeros(2, 4))));
    assertEquals(
        "sparsity: outputs are of examples, not a single number",
        message(() -> tally.add(Tensor.full(1))));
    Layer model = (x, pass) -> pass.call("log", (y, same) -> y.negate().log(), x);
    Tensor ones = Tensor.full(1, 4, 3);
    assertEquals(
        "output of log: sparsity: needs finite numbers, and number 0, from 0, is NaN",
        message(() -> ActivationRecorder.measure(model, batches(ones, 2), THRESHOLD)));
    assertThrows(IllegalArgumentException.class, () -> new ActivationTally(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new ActivationRecorder(-1));
    assertEquals(List.of(), new ActivationRecorder(0).result());
  }

  private static Measures measures(double... h) {
    return Measures.of(THRESHOLD, h);
  }

  private static float[] normals(int n) {
    return Tensor.of(RandomStream.of(n).next().normals(n), n).toFloatArray();
  }

  private static MemoryBatches batches(Tensor inputs, int size) {
    List<Batch> batches = new ArrayList<>();
    int count = inputs.shape().dim(0);
    for (int from = 0; from < count; from += size) {
      Tensor some = inputs.slice(from, Math.min(count, from + size));
      batches.add(new Batch(some, some));
    }
    return new MemoryBatches(batches);
  }

  private static String message(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }
}
