// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.optim.Sgd;
import io.sparseout.core.random.RandomStream;
import io.sparseout.core.train.Batch;
import io.sparseout.core.train.MemoryBatches;
import io.sparseout.core.train.Trainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CarriedStateTest {
  private static final RecurrentOptions TWO = RecurrentOptions.PLAIN.layers(2);
  private static final int[] PARTS = {0, 4, 5, 12, 16};

  static Stream<Recurrent> layers() {
    RandomStream random = RandomStream.of(1);
    return Stream.of(
        new Lstm(3, 5, TWO, random),
        new Gru(3, 5, TWO, random),
        new Rnn(3, 5, random),
        new CellStack(3, TWO, in -> new Leaky(in, 5, random)));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void partsAreTheWholeSequenceInEveryBit(Recurrent layer) {
    Tensor x = Sequences.normals(2, 16, 4, 3);
    for (boolean training : new boolean[] {false, true}) {
      float[] whole = run(layer, x, training);
      CarriedState carried = new CarriedState(layer);
      for (int i = 0; i + 1 < PARTS.length; i++) {
        float[] part = run(carried, x.slice(PARTS[i], PARTS[i + 1]), training);
        assertArrayEquals(Arrays.copyOfRange(whole, PARTS[i] * 20, PARTS[i + 1] * 20), part);
      }
      carried.reset();
      float[] again = run(carried, x.slice(0, 4), training);
      assertArrayEquals(Arrays.copyOf(whole, 80), again, "after a reset");
    }
  }

  /** The gradient is that of the part alone, begun with the last state as a constant. */
  @ParameterizedTest
  @MethodSource("layers")
  void noGradientFlowsIntoThePartBefore(Recurrent layer) {
    Tensor first = Sequences.normals(2, 4, 2, 3);
    Tensor second = Sequences.normals(3, 5, 2, 3);
    layer.parameters().forEach(parameter -> parameter.clearGradient());
    RecurrentState between;
    try (Pass pass = Pass.evaluation()) {
      between = layer.forward(pass.input(first), layer.initialState(2), pass).state().copy();
    }
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      Tensor y = layer.forward(pass.input(second), between, pass).output();
      pass.backward(y.times(y).sum());
    }
    List<float[]> expected = gradients(layer);
    CarriedState carried = new CarriedState(layer);
    run(carried, first, true);
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      Tensor y = carried.forward(pass.input(second), pass);
      pass.backward(y.times(y).sum());
    }
    List<float[]> actual = gradients(layer);
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), actual.get(i), "parameter " + i);
    }
  }

  private static List<float[]> gradients(Recurrent layer) {
    List<float[]> gradients = new ArrayList<>();
    layer.parameters().forEach(parameter -> gradients.add(parameter.gradient().toFloatArray()));
    layer.parameters().forEach(parameter -> parameter.clearGradient());
    return gradients;
  }

  /** A state is read in the backward pass, when the next one is known already. */
  @Test
  void theStateThatAPassBeganWithIsLeftAloneUntilItsBackwardPass() {
    Lstm layer = new Lstm(3, 5, RandomStream.of(1));
    CarriedState carried = new CarriedState(layer);
    List<float[]> outputs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      try (Pass pass = Pass.training(RandomStream.of(1))) {
        Tensor y = carried.forward(pass.input(Sequences.normals(i, 3, 2, 3)), pass);
        pass.backward(y.sum());
      }
      outputs.addAll(gradients(layer));
    }
    RecurrentState state = layer.initialState(2);
    for (int i = 0; i < 4; i++) {
      try (Pass pass = Pass.training(RandomStream.of(1))) {
        RecurrentOutput result =
            layer.forward(pass.input(Sequences.normals(i, 3, 2, 3)), state, pass);
        pass.backward(result.output().sum());
        state = result.state().copy();
      }
      List<float[]> expected = gradients(layer);
      for (int j = 0; j < 4; j++) {
        assertArrayEquals(expected.get(j), outputs.get(4 * i + j), "part " + i);
      }
    }
  }

  @Test
  void anEpochOfATrainerBeginsAnew() {
    Lstm layer = new Lstm(3, 5, RandomStream.of(1));
    Tensor x = Sequences.normals(2, 4, 2, 3);
    Batch batch = new Batch(x, Tensor.zeros(4, 2, 5));
    float[] expected = run(layer, x, false);
    CarriedState carried = new CarriedState(layer);
    Trainer trainer = new Trainer(carried, Tensor::meanSquaredError, new Sgd(0)).listen(carried);
    trainer.fit(new MemoryBatches(List.of(batch, batch)), 1);
    assertArrayEquals(expected, run(carried, x, false));
    assertFalse(Arrays.equals(expected, run(carried, x, false)), "the state is carried on");
    CarriedState forgotten = new CarriedState(layer);
    new Trainer(forgotten, Tensor::meanSquaredError, new Sgd(0))
        .fit(new MemoryBatches(List.of(batch)), 1);
    assertFalse(Arrays.equals(expected, run(forgotten, x, false)), "it was no listener");
  }

  @Test
  void twoOfOneLayerDoNotDisturbEachOther() {
    Gru layer = new Gru(3, 5, RandomStream.of(1));
    Tensor x = Sequences.normals(2, 8, 2, 3);
    CarriedState training = new CarriedState(layer);
    CarriedState evaluation = new CarriedState(layer);
    float[] whole = run(layer, x, false);
    run(training, x.slice(0, 4), true);
    run(evaluation, Sequences.normals(7, 3, 6, 3), false);
    assertArrayEquals(Arrays.copyOfRange(whole, 40, 80), run(training, x.slice(4, 8), true));
  }

  @Test
  void anotherNumberOfExamplesIsRefusedAndForgotten() {
    Rnn layer = new Rnn(3, 5, RandomStream.of(1));
    CarriedState carried = new CarriedState(layer);
    Tensor x = Sequences.normals(2, 8, 2, 3);
    float[] whole = run(layer, x, false);
    assertThrows(IllegalArgumentException.class, () -> run(carried, Tensor.zeros(4, 7, 1), false));
    run(carried, x.slice(0, 4), false);
    assertEquals(
        "recurrent: for an input of [4, 3, 3] the state is 1 tensors [1, 3, 5], not [[1, 2, 5]]",
        assertThrows(
                IllegalArgumentException.class, () -> run(carried, Tensor.zeros(4, 3, 3), false))
            .getMessage());
    assertArrayEquals(Arrays.copyOfRange(whole, 40, 80), run(carried, x.slice(4, 8), false));
  }

  private static float[] run(io.sparseout.core.Layer layer, Tensor x, boolean training) {
    try (Pass pass = training ? Pass.training(RandomStream.of(1)) : Pass.evaluation()) {
      return layer.forward(pass.input(x), pass).toFloatArray();
    }
  }
}
