// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.Recurrence.Direction;
import io.sparseout.core.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the recurrent operations keep, each kind in both directions. */
class RecurrenceTest {
  /** Where the gradient comes from. */
  private enum Flow {
    OUTPUT,
    HIDDEN,
    CELL,
    ALL;

    Tensor of(Recurrence result) {
      return switch (this) {
        case OUTPUT -> result.output();
        case HIDDEN -> result.hidden();
        case CELL -> result.cell();
        case ALL -> everything(result);
      };
    }
  }

  private static Tensor everything(Recurrence result) {
    List<Tensor> parts = new ArrayList<>();
    parts.add(result.output().reshape(-1));
    parts.add(result.hidden().reshape(-1));
    if (result.cell() != null) {
      parts.add(result.cell().reshape(-1));
    }
    return Tensor.concatenate(parts, 0);
  }

  /** A kind with sizes. Operands: x, W_ih, W_hh, h, c of an LSTM, and b_ih, b_hh if wanted. */
  private record Problem(RecurrentCell cell, Direction direction, int t, int n, int in, int h) {
    List<Tensor> draw(boolean biases, DType type) {
      RandomStream random = RandomStream.of(3);
      int rows = cell.gates * h;
      List<Tensor> drawn = new ArrayList<>();
      drawn.add(normal(random, 1, t, n, in));
      drawn.add(normal(random, 0.5, rows, in));
      drawn.add(normal(random, 0.5, rows, h));
      drawn.add(normal(random, 1, n, h));
      if (cell.hasCell()) {
        drawn.add(normal(random, 1, n, h));
      }
      if (biases) {
        drawn.add(normal(random, 0.5, rows));
        drawn.add(normal(random, 0.5, rows));
      }
      return drawn.stream().map(x -> x.to(type)).toList();
    }

    Recurrence run(List<Tensor> x) {
      int bias = cell.hasCell() ? 5 : 4;
      boolean biases = x.size() > bias;
      RecurrentWeights weights =
          new RecurrentWeights(
              x.get(1), x.get(2), biases ? x.get(bias) : null, biases ? x.get(bias + 1) : null);
      Tensor hidden = x.get(3);
      return switch (cell) {
        case LSTM -> Recurrence.lstm(x.get(0), weights, hidden, x.get(4), direction);
        case GRU -> Recurrence.gru(x.get(0), weights, hidden, direction);
        case RNN_TANH -> Recurrence.rnnTanh(x.get(0), weights, hidden, direction);
        case RNN_RELU -> Recurrence.rnnRelu(x.get(0), weights, hidden, direction);
      };
    }

    /** Output and last states, then the gradients of all of them by all operands. */
    float[][] results(List<Tensor> operands) {
      List<float[]> results = new ArrayList<>();
      try (Pass pass = Pass.training(RandomStream.of(1))) {
        List<Tensor> x = operands.stream().map(pass::variable).toList();
        Recurrence result = run(x);
        Tensor all = everything(result);
        results.add(all.toFloatArray());
        pass.backward(all, normal(RandomStream.of(9), 1, all.size()).to(DType.FLOAT32));
        x.forEach(operand -> results.add(pass.gradient(operand).toFloatArray()));
      }
      return results.toArray(new float[0][]);
    }
  }

  private static Tensor normal(RandomStream random, double scale, int... shape) {
    double[] values = random.next().normals(Shape.of(shape).size());
    for (int i = 0; i < values.length; i++) {
      values[i] *= scale;
    }
    return Tensor.of(values, shape);
  }

  static Stream<Arguments> kinds() {
    return Stream.of(RecurrentCell.values())
        .flatMap(
            cell -> Stream.of(Direction.values()).map(direction -> Arguments.of(cell, direction)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void gradientsThroughTimeAgreeWithDifferences(RecurrentCell cell, Direction direction) {
    for (Flow flow : Flow.values()) {
      if (flow == Flow.CELL && !cell.hasCell()) {
        continue;
      }
      for (boolean biases : new boolean[] {true, false}) {
        for (int t = 1; t <= 3; t += 2) {
          Problem problem = new Problem(cell, direction, t, 2, 2, 3);
          GradientCheck.check(
              problem + ", from " + flow + ", biases: " + biases,
              (x, pass) -> flow.of(problem.run(x)),
              problem.draw(biases, DType.FLOAT64),
              List.of());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void gradientsFromAPartOfTheOutputAgreeWithDifferences(RecurrentCell cell, Direction direction) {
    Problem problem = new Problem(cell, direction, 4, 1, 2, 2);
    GradientCheck.check(
        problem.toString(),
        (x, pass) -> problem.run(x).output().slice(1, 3),
        problem.draw(true, DType.FLOAT64),
        List.of());
  }

  /** Weights and states may take no part in differentiation. */
  @ParameterizedTest
  @MethodSource("kinds")
  void eachOperandMayBeTheOnlyOneThatWantsAGradient(RecurrentCell cell, Direction direction) {
    Problem problem = new Problem(cell, direction, 3, 2, 2, 3);
    List<Tensor> operands = problem.draw(true, DType.FLOAT32);
    float[][] expected = problem.results(operands);
    for (int i = 0; i < operands.size(); i++) {
      try (Pass pass = Pass.training(RandomStream.of(1))) {
        List<Tensor> x = new ArrayList<>();
        for (int j = 0; j < operands.size(); j++) {
          x.add(j == i ? pass.variable(operands.get(j)) : pass.input(operands.get(j)));
        }
        Tensor all = everything(problem.run(x));
        pass.backward(all, normal(RandomStream.of(9), 1, all.size()).to(DType.FLOAT32));
        assertArrayEquals(expected[i + 1], pass.gradient(x.get(i)).toFloatArray(), "operand " + i);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void floatsAgreeWithDoubles(RecurrentCell cell, Direction direction) {
    Problem problem = new Problem(cell, direction, 7, 5, 19, 23);
    List<Tensor> floats = problem.draw(true, DType.FLOAT32);
    GradientCheck.Function function = (x, pass) -> everything(problem.run(x));
    List<double[]> single = GradientCheck.gradients(function, floats, List.of());
    List<double[]> exact =
        GradientCheck.gradients(
            function, floats.stream().map(x -> x.to(DType.FLOAT64)).toList(), List.of());
    for (int i = 0; i < exact.size(); i++) {
      double largest = 1;
      for (double value : exact.get(i)) {
        largest = Math.max(largest, Math.abs(value));
      }
      assertArrayEquals(exact.get(i), single.get(i), 1e-5 * largest, "operand " + i);
    }
  }

  /** With few rows and many, below and above where the weights are packed. */
  @ParameterizedTest
  @MethodSource("kinds")
  void aSplitSequenceIsTheWholeInEveryBit(RecurrentCell cell, Direction direction) {
    for (int n : new int[] {1, 5}) {
      Problem problem = new Problem(cell, direction, 9, n, 5, 37);
      List<Tensor> operands = problem.draw(true, DType.FLOAT32);
      try (Pass pass = Pass.evaluation()) {
        List<Tensor> whole = new ArrayList<>(operands.stream().map(pass::input).toList());
        Recurrence expected = problem.run(whole);
        for (int cut = 1; cut < 9; cut++) {
          boolean forward = direction == Direction.FORWARD;
          List<Tensor> parts = new ArrayList<>(whole);
          parts.set(0, forward ? whole.get(0).slice(0, cut) : whole.get(0).slice(cut, 9));
          Recurrence one = problem.run(parts);
          parts.set(0, forward ? whole.get(0).slice(cut, 9) : whole.get(0).slice(0, cut));
          parts.set(3, one.hidden());
          if (one.cell() != null) {
            parts.set(4, one.cell());
          }
          Recurrence two = problem.run(parts);
          List<Tensor> inOrder =
              forward ? List.of(one.output(), two.output()) : List.of(two.output(), one.output());
          String what = "cut at " + cut;
          assertSame(expected.output(), Tensor.concatenate(inOrder, 0), what);
          assertSame(expected.hidden(), two.hidden(), what);
          if (one.cell() != null) {
            assertSame(expected.cell(), two.cell(), what);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void anyThreadsGiveTheSameBits(RecurrentCell cell, Direction direction) {
    for (int n : new int[] {3, 11}) {
      Problem problem =
          new Problem(cell, direction, 5, n, 29, cell == RecurrentCell.LSTM ? 131 : 263);
      List<Tensor> operands = problem.draw(true, DType.FLOAT32);
      DirectConvolution.anyThreadsGive(() -> problem.results(operands));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void anExampleIsTheSameBitsInAnyCompany(RecurrentCell cell, Direction direction) {
    Problem problem = new Problem(cell, direction, 5, 7, 3, 21);
    List<Tensor> operands = problem.draw(true, DType.FLOAT32);
    try (Pass pass = Pass.evaluation()) {
      List<Tensor> all = operands.stream().map(pass::input).toList();
      Recurrence expected = problem.run(all);
      for (int i = 0; i < 7; i++) {
        for (int last = i + 1; last <= 7; last += 3) {
          List<Tensor> some = new ArrayList<>(all);
          some.set(0, all.get(0).slice(1, i, last));
          some.set(3, all.get(3).slice(i, last));
          if (cell.hasCell()) {
            some.set(4, all.get(4).slice(i, last));
          }
          Tensor alone = problem.run(some).output().slice(1, 0, 1);
          assertSame(expected.output().slice(1, i, i + 1), alone, "example " + i);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void noExamplesGiveNoOutputAndGradientsOfZero(RecurrentCell cell, Direction direction) {
    Problem problem = new Problem(cell, direction, 3, 0, 2, 3);
    float[][] results = problem.results(problem.draw(true, DType.FLOAT32));
    assertEquals(0, results[0].length);
    for (int i = 1; i < results.length; i++) {
      assertArrayEquals(new float[results[i].length], results[i]);
    }
  }

  /** In an example's own input: its outputs from there on, and not those of the others. */
  @ParameterizedTest
  @MethodSource("kinds")
  void nanReachesWhatComesAfterItAndNoOtherExample(RecurrentCell cell, Direction direction) {
    Problem problem = new Problem(cell, direction, 6, 5, 3, 18);
    List<Tensor> operands = problem.draw(true, DType.FLOAT32);
    int time = 2;
    int example = 3;
    float[] x = operands.get(0).toFloatArray();
    x[(time * 5 + example) * 3 + 1] = Float.NaN;
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      List<Tensor> inputs = new ArrayList<>(operands.stream().map(pass::variable).toList());
      inputs.set(0, pass.variable(Tensor.of(x, 6, 5, 3)));
      Tensor y = problem.run(inputs).output();
      for (int t = 0; t < 6; t++) {
        boolean later = direction == Direction.FORWARD ? t >= time : t <= time;
        for (int i = 0; i < 5; i++) {
          for (int j = 0; j < 18; j++) {
            boolean finite = Double.isFinite(y.get(t, i, j));
            assertEquals(!(later && i == example), finite, "step " + t + ", example " + i);
          }
        }
      }
      pass.backward(y, Tensor.full(1, 6, 5, 18));
      Tensor gx = pass.gradient(inputs.get(0));
      for (int i = 0; i < 5; i++) {
        assertTrue(i == example || gx.slice(1, i, i + 1).isFinite(), "example " + i);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aGradientOfNanReachesWhatCameBeforeItAndNoOtherExample(
      RecurrentCell cell, Direction direction) {
    Problem problem = new Problem(cell, direction, 6, 5, 3, 18);
    int time = 3;
    int example = 1;
    float[] g = new float[6 * 5 * 18];
    g[(time * 5 + example) * 18 + 4] = Float.NaN;
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      List<Tensor> inputs = problem.draw(true, DType.FLOAT32).stream().map(pass::variable).toList();
      pass.backward(problem.run(inputs).output(), Tensor.of(g, 6, 5, 18));
      Tensor gx = pass.gradient(inputs.get(0));
      for (int t = 0; t < 6; t++) {
        boolean before = direction == Direction.FORWARD ? t <= time : t >= time;
        for (int i = 0; i < 5; i++) {
          boolean finite = gx.slice(t, t + 1).slice(1, i, i + 1).isFinite();
          assertEquals(!(before && i == example), finite, "step " + t + ", example " + i);
        }
      }
      Tensor gh = pass.gradient(inputs.get(3));
      for (int i = 0; i < 5; i++) {
        assertEquals(i != example, gh.slice(i, i + 1).isFinite(), "example " + i);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void inputsOfOtherShapesAndTypesAreRefused(RecurrentCell cell) {
    Problem problem = new Problem(cell, Direction.FORWARD, 4, 2, 3, 5);
    int rows = cell.gates * 5;
    int bias = cell.hasCell() ? 5 : 4;
    String name = cell.operation + ": ";
    String weights =
        name + "the weights of h units, 1 or more, are [%d h, in] and [%<d h, h], not ";
    weights = weights.formatted(cell.gates);
    assertRefused(
        name + "a sequence has one time step or more, not [0, 2, 3]", problem, 0, 0, 2, 3);
    assertRefused(name + "takes [t, n, 3], not [4, 2, 4]", problem, 0, 4, 2, 4);
    assertRefused(name + "takes [t, n, 3], not [4, 3]", problem, 0, 4, 3);
    assertRefused(weights + "[7, 3] and [" + rows + ", 5]", problem, 1, 7, 3);
    assertRefused(weights + "[" + rows + "] and [" + rows + ", 5]", problem, 1, rows);
    assertRefused(weights + "[" + rows + ", 3] and [" + rows + ", 4]", problem, 2, rows, 4);
    assertRefused(weights + "[" + rows + ", 3] and [0, 0]", problem, 2, 0, 0);
    assertRefused(name + "the hidden state is [2, 5], not [1, 5]", problem, 3, 1, 5);
    assertRefused(name + "the hidden state is [2, 5], not [1, 2, 5]", problem, 3, 1, 2, 5);
    if (cell.hasCell()) {
      assertRefused(name + "the cell state is [2, 5], not [2, 4]", problem, 4, 2, 4);
    }
    assertRefused(name + "each bias is [" + rows + "], not [3]", problem, bias, 3);
    assertRefused(
        name + "each bias is [" + rows + "], not [1, " + rows + "]", problem, bias + 1, 1, rows);
    List<Tensor> operands = problem.draw(true, DType.FLOAT32);
    for (int i = 0; i < operands.size(); i++) {
      List<Tensor> mixed = new ArrayList<>(operands);
      mixed.set(i, operands.get(i).to(DType.FLOAT64));
      String message = refusal(problem, mixed);
      String pair = i < 2 ? "FLOAT64 and FLOAT32" : "FLOAT32 and FLOAT64";
      assertEquals(name + "types differ, " + pair + "; convert one by to(DType)", message);
    }
  }

  private static void assertRefused(String message, Problem problem, int operand, int... shape) {
    List<Tensor> operands = new ArrayList<>(problem.draw(true, DType.FLOAT32));
    operands.set(operand, Tensor.zeros(shape));
    assertEquals(message, refusal(problem, operands));
  }

  private static String refusal(Problem problem, List<Tensor> operands) {
    try (Pass pass = Pass.evaluation()) {
      List<Tensor> inputs = operands.stream().map(pass::input).toList();
      return message(IllegalArgumentException.class, () -> problem.run(inputs));
    }
  }

  @Test
  void oneBiasOfTwoIsRefused() {
    Tensor w = Tensor.zeros(4, 1);
    try (Pass pass = Pass.evaluation()) {
      Tensor x = pass.input(Tensor.zeros(1, 1, 1));
      Tensor state = Tensor.zeros(1, 1);
      for (RecurrentWeights weights :
          List.of(
              new RecurrentWeights(w, w, Tensor.zeros(4), null),
              new RecurrentWeights(w, w, null, Tensor.zeros(4)))) {
        assertEquals(
            "lstm: one bias of two; give both or none",
            message(
                IllegalArgumentException.class,
                () -> Recurrence.lstm(x, weights, state, state, Direction.FORWARD)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPassIsNeeded(RecurrentCell cell) {
    Problem problem = new Problem(cell, Direction.FORWARD, 2, 1, 2, 3);
    List<Tensor> operands = problem.draw(true, DType.FLOAT32);
    assertEquals(
        cell.operation + ": needs a pass for its memory; start from pass.input(x)",
        message(IllegalStateException.class, () -> problem.run(operands)));
  }

  private static String message(Class<? extends Exception> type, Executable call) {
    return assertThrows(type, call).getMessage();
  }

  private static void assertSame(Tensor expected, Tensor actual, String what) {
    assertArrayEquals(expected.toFloatArray(), actual.toFloatArray(), what);
  }
}
