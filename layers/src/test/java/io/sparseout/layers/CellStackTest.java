// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Recurrence;
import io.sparseout.core.StateNoise;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Layers of cells: the loop, directions, several layers, and noise on the weights. */
class CellStackTest {
  private static final RecurrentOptions PLAIN = RecurrentOptions.PLAIN;
  private static final Layer NOISE = (x, pass) -> x.sparseoutNoise(0.5f, 2, 0, false);

  @Test
  void aCellOfOnesOwnGetsTheLoopInBothDirections() {
    RandomStream random = RandomStream.of(1);
    List<Leaky> cells = new ArrayList<>();
    CellStack stack =
        new CellStack(
            3,
            PLAIN.bothWays(),
            in -> {
              cells.add(new Leaky(in, 2, random));
              return cells.get(cells.size() - 1);
            });
    Tensor x = Sequences.normals(2, 5, 4, 3);
    Tensor first = Sequences.normals(3, 2, 4, 2);
    try (Pass pass = Pass.evaluation()) {
      RecurrentOutput result =
          stack.forward(pass.input(x), new RecurrentState(List.of(first)), pass);
      for (int way = 0; way < 2; way++) {
        Leaky cell = cells.get(way);
        List<Tensor> weights = cell.parameters().stream().map(Parameter::value).toList();
        List<Tensor> state = List.of(pass.input(first).slice(way, way + 1).reshape(4, 2));
        for (int i = 0; i < 5; i++) {
          int time = way == 0 ? i : 4 - i;
          Tensor now = pass.input(x).slice(time, time + 1).reshape(4, 3);
          state = cell.step(now, state, weights, pass);
          Tensor there = result.output().slice(time, time + 1).slice(2, 2 * way, 2 * way + 2);
          assertArrayEquals(state.get(0).toFloatArray(), there.toFloatArray());
        }
        Tensor last = result.state().tensors().get(0).slice(way, way + 1);
        assertArrayEquals(state.get(0).toFloatArray(), last.toFloatArray());
      }
    }
  }

  /** Zoneout's noise: a unit keeps its state with a probability. */
  private static StateNoise zoneout(double p) {
    return (before, after, pass) -> {
      if (!pass.isTraining()) {
        return before.times(p).plus(after.times(1 - p));
      }
      Tensor kept = pass.bernoulli(after.dtype(), p, after.shape().dims());
      return before.times(kept).plus(after.times(kept.negate().plus(1)));
    };
  }

  /** At each step a unit's state is the one before or the cell's, by draws of its own. */
  @Test
  void noiseStandsBetweenTheStates() {
    GatedCell cell = lstmCell();
    Cell noisy = new NoisyState(cell, List.of(zoneout(0.4), zoneout(0.8)));
    List<Tensor> weights = cell.parameters().stream().map(Parameter::value).toList();
    Tensor x = Sequences.normals(2, 50, 4, 3);
    int[][] kept = new int[2][2];
    try (Pass pass = Pass.training(RandomStream.of(3))) {
      List<Tensor> state =
          List.of(pass.input(Tensor.full(2, 4, 5)), pass.input(Tensor.full(3, 4, 5)));
      for (int time = 0; time < 50; time++) {
        Tensor now = pass.input(x).slice(time, time + 1).reshape(4, 3);
        List<Tensor> plain = cell.step(now, state, weights, pass);
        List<Tensor> next = noisy.step(now, state, weights, pass);
        for (int i = 0; i < 2; i++) {
          for (int j = 0; j < 20; j++) {
            double value = next.get(i).get(j / 5, j % 5);
            boolean before = value == state.get(i).get(j / 5, j % 5);
            assertTrue(before || value == plain.get(i).get(j / 5, j % 5));
            kept[i][before ? 1 : 0]++;
          }
        }
        state = next;
      }
    }
    assertEquals(0.4, kept[0][1] / 1000.0, 4.5 * Math.sqrt(0.24 / 1000));
    assertEquals(0.8, kept[1][1] / 1000.0, 4.5 * Math.sqrt(0.16 / 1000));
  }

  private static GatedCell lstmCell() {
    return new GatedCell(
        3,
        5,
        4,
        2,
        (x, weights, state, direction) ->
            Recurrence.lstm(x, weights, state.get(0), state.get(1), direction),
        RandomStream.of(1));
  }

  /** In training and in evaluation, what keeps no state leaves the layers as they are. */
  @Test
  void noiseThatKeepsNothingIsNone() {
    Tensor x = Sequences.normals(2, 6, 4, 3);
    RecurrentOptions none = PLAIN.layers(2).stateNoise(List.of(zoneout(0), zoneout(0)));
    Lstm noisy = new Lstm(3, 5, none, RandomStream.of(1));
    Lstm plain = new Lstm(3, 5, PLAIN.layers(2), RandomStream.of(1));
    try (Pass pass = Pass.evaluation()) {
      Tensor input = pass.input(x);
      assertArrayEquals(
          plain.forward(input, pass).toFloatArray(), noisy.forward(input, pass).toFloatArray());
    }
  }

  @Test
  void moreNoisesThanStatesAreRefused() {
    RecurrentOptions two = PLAIN.stateNoise(List.of(zoneout(0), zoneout(0)));
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> new Gru(3, 5, two, RandomStream.of(1)));
    assertEquals(
        "noisyState: the cell has 1 states; give so many noises at the most, not 2",
        error.getMessage());
  }

  /** The cell of an operation of core, whose sequence is a loop over its step. */
  private record Stepping(GatedCell cell) implements Cell {
    @Override
    public int hiddenSize() {
      return cell.hiddenSize();
    }

    @Override
    public int states() {
      return cell.states();
    }

    @Override
    public List<Parameter> parameters() {
      return cell.parameters();
    }

    @Override
    public List<Tensor> step(Tensor x, List<Tensor> state, List<Tensor> weights, Pass pass) {
      return cell.step(x, state, weights, pass);
    }
  }

  @Test
  void stepsOfLstmsAreTheirSequenceInEveryBit() {
    for (int hidden : new int[] {7, 33}) {
      RandomStream random = RandomStream.of(1);
      CellStack.Maker lstm =
          in ->
              new GatedCell(
                  in,
                  hidden,
                  4,
                  2,
                  (x, weights, state, direction) ->
                      Recurrence.lstm(x, weights, state.get(0), state.get(1), direction),
                  random);
      RecurrentOptions options = PLAIN.layers(2).bothWays();
      CellStack whole = new CellStack(5, options, lstm);
      random.seek(0);
      CellStack stepping = new CellStack(5, options, in -> new Stepping((GatedCell) lstm.make(in)));
      Tensor x = Sequences.normals(2, 9, 4, 5);
      try (Pass pass = Pass.evaluation()) {
        RecurrentOutput one = whole.forward(pass.input(x), whole.initialState(4), pass);
        RecurrentOutput other = stepping.forward(pass.input(x), stepping.initialState(4), pass);
        assertArrayEquals(one.output().toFloatArray(), other.output().toFloatArray());
        for (int i = 0; i < 2; i++) {
          assertArrayEquals(
              one.state().tensors().get(i).toFloatArray(),
              other.state().tensors().get(i).toFloatArray());
        }
      }
    }
  }

  @Test
  void weightNoiseFallsOnTheHiddenStatesWeightsOnceASequenceInTraining() {
    List<int[]> seen = new ArrayList<>();
    Layer noise =
        (x, pass) -> {
          seen.add(x.shape().dims());
          return NOISE.forward(x, pass);
        };
    RecurrentOptions options = PLAIN.layers(2).bothWays();
    Lstm plain = new Lstm(3, 4, options, RandomStream.of(1));
    Lstm noisy = new Lstm(3, 4, options.weightNoise(noise), RandomStream.of(1));
    List<float[]> before = values(noisy);
    Tensor x = Sequences.normals(2, 6, 2, 3);
    float[] expected = run(plain, x, Pass.evaluation());
    assertArrayEquals(expected, run(noisy, x, Pass.evaluation()), "evaluation");
    assertEquals(0, seen.size());
    float[] trained = run(noisy, x, Pass.training(RandomStream.of(1)));
    assertFalse(Arrays.equals(expected, trained), "training");
    assertEquals(4, seen.size());
    seen.forEach(shape -> assertArrayEquals(new int[] {16, 4}, shape));
    List<float[]> after = values(noisy);
    for (int i = 0; i < before.size(); i++) {
      assertArrayEquals(before.get(i), after.get(i), "the weights are as they were");
    }
  }

  /** What noise keeps is scaled, what it drops has no gradient. */
  @Test
  void theGradientOfNoisyWeightsGoesThroughTheNoise() {
    boolean[] dropped = new boolean[16];
    Layer noise =
        (x, pass) -> {
          Tensor y = NOISE.forward(x, pass);
          for (int i = 0; i < 16; i++) {
            dropped[i] = y.reshape(16).get(i) == 0;
          }
          return y;
        };
    Rnn layer = new Rnn(3, 4, Rnn.Nonlinearity.TANH, PLAIN.weightNoise(noise), RandomStream.of(1));
    try (Pass pass = Pass.training(RandomStream.of(4))) {
      Tensor x = pass.input(Sequences.normals(2, 6, 2, 3));
      pass.backward(layer.forward(x, pass).sum());
    }
    float[] gradient = layer.parameters().get(1).gradient().toFloatArray();
    int count = 0;
    for (int i = 0; i < 16; i++) {
      assertEquals(dropped[i], gradient[i] == 0, "weight " + i);
      count += dropped[i] ? 1 : 0;
    }
    assertFalse(count == 0 || count == 16, "some are dropped, some kept");
  }

  @Test
  void betweenIsCalledOnceAGap() {
    List<int[]> seen = new ArrayList<>();
    Layer probe =
        (x, pass) -> {
          seen.add(x.shape().dims());
          return x.times(2);
        };
    for (int layers = 1; layers <= 3; layers++) {
      seen.clear();
      RecurrentOptions options = PLAIN.layers(layers).bothWays();
      Gru plain = new Gru(3, 4, options, RandomStream.of(1));
      Gru probed = new Gru(3, 4, options.between(probe), RandomStream.of(1));
      Tensor x = Sequences.normals(2, 6, 2, 3);
      float[] one = run(plain, x, Pass.evaluation());
      float[] other = run(probed, x, Pass.evaluation());
      assertEquals(layers == 1, Arrays.equals(one, other), layers + " layers");
      assertEquals(layers - 1, seen.size());
      seen.forEach(shape -> assertArrayEquals(new int[] {6, 2, 8}, shape));
    }
  }

  @Test
  void theStateMayBeGivenAndDifferentiated() {
    Gru layer = new Gru(3, 4, PLAIN.layers(2), RandomStream.of(1));
    try (Pass pass = Pass.training(RandomStream.of(4))) {
      Tensor first = pass.variable(Sequences.normals(5, 2, 1, 4));
      Tensor x = pass.input(Sequences.normals(2, 3, 1, 3));
      RecurrentOutput result = layer.forward(x, new RecurrentState(List.of(first)), pass);
      pass.backward(result.state().tensors().get(0).sum());
      for (float value : pass.gradient(first).toFloatArray()) {
        assertFalse(value == 0, "every unit of both layers matters");
      }
    }
  }

  @Test
  void parametersOfAllLayersAreNamedAsInPyTorch() {
    RandomStream random = RandomStream.of(1);
    CellStack stack = new CellStack(3, PLAIN.layers(2).bothWays(), in -> new Leaky(in, 2, random));
    assertEquals(
        List.of(
            "weight_ih_l0",
            "weight_hh_l0",
            "weight_ih_l0_reverse",
            "weight_hh_l0_reverse",
            "weight_ih_l1",
            "weight_hh_l1",
            "weight_ih_l1_reverse",
            "weight_hh_l1_reverse"),
        stack.parameters().stream().map(Parameter::name).toList());
    assertArrayEquals(new int[] {2, 4}, stack.parameters().get(4).value().shape().dims());
  }

  @Test
  void wrongSizesShapesAndStatesAreRefused() {
    RandomStream random = RandomStream.of(1);
    assertEquals(
        "recurrent: inputSize and hiddenSize are 1 or more, not 3 and 0",
        message(() -> new Lstm(3, 0, random)));
    assertEquals(
        "recurrent: inputSize and hiddenSize are 1 or more, not -1 and 4",
        message(() -> new Gru(-1, 4, random)));
    assertEquals("recurrent: layers are 1 or more, not 0", message(() -> PLAIN.layers(0)));
    Lstm layer = new Lstm(3, 4, PLAIN.layers(2), random);
    try (Pass pass = Pass.evaluation()) {
      Tensor x = pass.input(Sequences.normals(2, 5, 2, 3));
      String wanted = "recurrent: for an input of [5, 2, 3] the state is 2 tensors [2, 2, 4], not ";
      assertEquals(
          wanted + "[[2, 3, 4], [2, 3, 4]]",
          message(() -> layer.forward(x, layer.initialState(3), pass)));
      assertEquals(
          wanted + "[[2, 2, 4]]",
          message(
              () -> layer.forward(x, new RecurrentState(List.of(Tensor.zeros(2, 2, 4))), pass)));
      assertEquals(
          "recurrent: takes [t, n, 3], t 1 or more, not [0, 2, 3]",
          message(() -> layer.forward(pass.input(Tensor.zeros(0, 2, 3)), pass)));
      assertEquals(
          "recurrent: takes [t, n, ...], not [3]",
          message(() -> layer.forward(pass.input(Tensor.zeros(3)), pass)));
    }
  }

  @Test
  void statesAreCopiedAndAssigned() {
    RecurrentState state = new RecurrentState(List.of(Tensor.full(1, 1, 2, 3)));
    RecurrentState copy = state.copy();
    state.assign(new RecurrentState(List.of(Tensor.full(5, 1, 2, 3))));
    assertEquals(5, state.tensors().get(0).get(0, 1, 2));
    assertEquals(1, copy.tensors().get(0).get(0, 1, 2));
    assertEquals(
        "state: 1 tensors, not 0", message(() -> state.assign(new RecurrentState(List.of()))));
  }

  private static List<float[]> values(Layer layer) {
    return layer.parameters().stream().map(p -> p.value().toFloatArray()).toList();
  }

  private static float[] run(Layer layer, Tensor x, Pass open) {
    try (Pass pass = open) {
      return layer.forward(pass.input(x), pass).toFloatArray();
    }
  }

  private static String message(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }
}
