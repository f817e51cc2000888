// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.io.Checkpoint;
import io.sparseout.core.io.Safetensors;
import io.sparseout.core.random.RandomStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AveragedSgdTest {
  @TempDir Path folder;

  private Model model;
  private AveragedSgd optimizer;

  /** Two parameters; the second one is used at every third step alone. */
  private static final class Model implements Layer {
    final Parameter weight = new Parameter("weight", Tensor.of(new float[] {1, -2, 3}, 3));
    final Parameter rare = new Parameter("rare", Tensor.of(new float[] {0.1f, 5, -7}, 3));
    int calls;

    @Override
    public Tensor forward(Tensor x, Pass pass) {
      Tensor y = x.times(weight.value()).tanh();
      return calls++ % 3 == 2 ? y.plus(x.times(rare.value()).tanh()) : y;
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(weight, rare);
    }
  }

  @BeforeEach
  void makeModel() {
    model = new Model();
    optimizer = new AveragedSgd(0.5);
  }

  private void steps(int count) {
    for (int i = 0; i < count; i++) {
      try (Pass pass = Pass.training(RandomStream.of(1))) {
        Tensor x = pass.input(Tensor.of(new float[] {1, 0.3f, -0.5f + model.calls % 7}, 3));
        pass.backward(model.forward(x, pass).sum());
        optimizer.step(model);
      }
    }
  }

  private float[] values() {
    float[] both = Arrays.copyOf(model.weight.value().toFloatArray(), 6);
    System.arraycopy(model.rare.value().toFloatArray(), 0, both, 3, 3);
    return both;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10})
  void theMeanIsThatOfAllStepsSince(int before) {
    steps(before);
    optimizer.startAveraging();
    double[] sums = new double[6];
    for (int count = 1; count <= 50; count++) {
      steps(1);
      float[] own = values();
      float[] means = optimizer.averaged(this::values);
      for (int i = 0; i < 6; i++) {
        sums[i] += own[i];
        assertEquals(sums[i] / count, means[i], 1e-5 * Math.abs(own[i]), "after " + count);
      }
      assertArrayEquals(own, values());
    }
  }

  @Test
  void averagingDoesNotChangeTheDescent() {
    steps(3);
    optimizer.startAveraging();
    steps(20);
    float[] averaging = values();
    makeModel();
    steps(23);
    assertArrayEquals(averaging, values());
    assertFalse(optimizer.isAveraging());
    assertArrayEquals(averaging, optimizer.averaged(this::values));
    assertEquals(Map.of(), optimizer.state(model));
  }

  @Test
  void toStartTwiceIsToStartOnce() {
    optimizer.startAveraging();
    assertTrue(optimizer.isAveraging());
    steps(2);
    Map<String, String> memory = optimizer.memory();
    optimizer.startAveraging();
    assertEquals(memory, optimizer.memory());
    assertEquals("0", memory.get("averagingSince"));
  }

  @Test
  void withinACallTheMeansStay() {
    optimizer.startAveraging();
    steps(5);
    float[] own = values();
    float[] means = optimizer.averaged(() -> optimizer.averaged(this::values));
    assertFalse(Arrays.equals(own, means));
    assertArrayEquals(means, optimizer.averaged(this::values));
    assertArrayEquals(own, values());
  }

  @Test
  void afterAFailureTheParametersAreTheirOwnAgain() {
    optimizer.startAveraging();
    steps(5);
    float[] own = values();
    assertThrows(
        ArithmeticException.class,
        () ->
            optimizer.averaged(
                () -> {
                  throw new ArithmeticException();
                }));
    assertArrayEquals(own, values());
    steps(1); // is not refused
  }

  @Test
  void meansAreSavedWithoutTheOptimizerAndNotTrained() {
    optimizer.startAveraging();
    steps(5);
    Path file = folder.resolve("means.safetensors");
    float[] means =
        optimizer.averaged(
            () -> {
              Checkpoint.save(file, model);
              assertEquals(
                  "step: the parameters hold their means; do it outside of averaged()",
                  assertThrows(IllegalStateException.class, () -> steps(1)).getMessage());
              assertEquals(
                  "save: the parameters hold their means; do it outside of averaged()",
                  assertThrows(
                          IllegalStateException.class,
                          () -> Checkpoint.save(file, model, optimizer, Map.of()))
                      .getMessage());
              return values();
            });
    model = new Model();
    Checkpoint.load(file, model);
    assertArrayEquals(means, values());
    assertEquals(Map.of(), Safetensors.read(file).metadata());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  void aCheckpointGoesOnAveraging(int count) {
    steps(3);
    optimizer.startAveraging();
    steps(count);
    Path file = folder.resolve("saved.safetensors");
    Checkpoint.save(file, model, optimizer, Map.of());
    int calls = model.calls;
    steps(5);
    float[] own = values();
    float[] means = optimizer.averaged(this::values);

    makeModel();
    Checkpoint.load(file, model, optimizer);
    assertTrue(optimizer.isAveraging());
    model.calls = calls;
    steps(5);
    assertArrayEquals(own, values());
    assertArrayEquals(means, optimizer.averaged(this::values));
  }

  @Test
  void badMemoryIsRefused() {
    for (String[] bad :
        new String[][] {
          {"4", "its text averagingSince is 4, but it has taken 3 steps"},
          {"-1", "its text averagingSince is '-1', not a whole number"},
          {"", "its text averagingSince is '', not a whole number"},
        }) {
      Map<String, String> memory = Map.of("averagingSince", bad[0], "rateFactor", "1.0");
      IllegalArgumentException error =
          assertThrows(
              IllegalArgumentException.class, () -> optimizer.restore(model, Map.of(), 3, memory));
      assertEquals(bad[1], error.getMessage());
      assertFalse(optimizer.isAveraging());
    }
    Map<String, String> averaging = Map.of("averagingSince", "2", "rateFactor", "1.0");
    assertThrows(
        IllegalArgumentException.class,
        () -> optimizer.restore(model, Map.of("weight.ax", Tensor.zeros(4)), 3, averaging));
    assertFalse(optimizer.isAveraging(), "nothing is changed");
  }
}
