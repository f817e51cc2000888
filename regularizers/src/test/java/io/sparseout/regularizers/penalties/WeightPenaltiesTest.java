// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.penalties;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.Compute;
import io.sparseout.core.DType;
import io.sparseout.core.GradientCheck;
import io.sparseout.core.Layer;
import io.sparseout.core.LayerCase;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.optim.Adam;
import io.sparseout.core.optim.Optimizer;
import io.sparseout.core.optim.Schedule;
import io.sparseout.core.optim.Sgd;
import io.sparseout.core.random.RandomStream;
import io.sparseout.core.train.Batch;
import io.sparseout.core.train.BatchIterator;
import io.sparseout.core.train.Batches;
import io.sparseout.core.train.Trainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of penalties on weights and of constraints; what is not here fails the build. */
class WeightPenaltiesTest {
  /** A penalty, its formula, and what its derivative is at a weight of 0. */
  private record Row(String name, WeightPenalty penalty, Function<double[][], Double> formula) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static double sum(double[][] w, double q) {
    return Arrays.stream(w)
        .flatMapToDouble(Arrays::stream)
        .map(value -> Math.pow(Math.abs(value), q))
        .sum();
  }

  private static double norms(double[][] rows) {
    double sum = 0;
    for (double[] row : rows) {
      sum += Math.sqrt(row.length * Arrays.stream(row).map(value -> value * value).sum());
    }
    return sum;
  }

  private static double[][] transposed(double[][] w) {
    double[][] t = new double[w[0].length][w.length];
    for (int i = 0; i < w.length; i++) {
      for (int j = 0; j < w[0].length; j++) {
        t[j][i] = w[i][j];
      }
    }
    return t;
  }

  static List<Row> rows() {
    return List.of(
        new Row("L1", new L1(0.3), w -> 0.3 * sum(w, 1)),
        new Row("L2", new L2(0.3), w -> 0.3 * sum(w, 2)),
        new Row("ElasticNet", new ElasticNet(0.3, 0.2), w -> 0.3 * sum(w, 1) + 0.2 * sum(w, 2)),
        new Row("Lq q=0.5", new Lq(0.3, 0.5), w -> 0.3 * sum(w, 0.5)),
        new Row("Lq q=1", new Lq(0.3, 1), w -> 0.3 * sum(w, 1)),
        new Row("Lq q=1.5", new Lq(0.3, 1.5), w -> 0.3 * sum(w, 1.5)),
        new Row("Lq q=3", new Lq(0.3, 3), w -> 0.3 * sum(w, 3)),
        new Row("GroupLasso rows", new GroupLasso(0.3, Groups.ROWS), w -> 0.3 * norms(w)),
        new Row(
            "GroupLasso columns",
            new GroupLasso(0.3, Groups.COLUMNS),
            w -> 0.3 * norms(transposed(w))));
  }

  @Test
  void everyPenaltyAndConstraintIsInItsTable() throws Exception {
    Set<String> penalties =
        rows().stream()
            .map(row -> row.name.split(" ")[0])
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(LayerCase.publicClasses(L1.class, WeightPenalty.class), penalties);
    Set<String> constraints =
        constraints().stream()
            .map(each -> each.getClass().getSimpleName())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(LayerCase.publicClasses(L1.class, Constraint.class), constraints);
    assertEquals(Set.of("Penalized"), LayerCase.publicClasses(L1.class, Layer.class));
  }

  private static final double[][] W = {{0.3, -1.2, 0.7}, {-0.05, 0.9, -0.4}};

  private static Tensor tensor(double[][] w) {
    double[] flat = Arrays.stream(w).flatMapToDouble(Arrays::stream).toArray();
    return Tensor.of(flat, w.length, w[0].length);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theValueIsTheFormulaAndTheGradientItsDerivative(Row row) {
    try (Pass pass = Pass.evaluation()) {
      double value = row.penalty.of(pass.input(tensor(W))).item();
      assertEquals(row.formula.apply(W), value, 1e-12);
    }
    GradientCheck.check(
        row.name, (inputs, pass) -> row.penalty.of(inputs.get(0)), List.of(tensor(W)), List.of());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void atZeroTheDerivativeIsZero(Row row) {
    for (DType type : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      try (Pass pass = Pass.training(RandomStream.of(1))) {
        Tensor w = pass.variable(Tensor.zeros(2, 3).to(type));
        Tensor penalty = row.penalty.of(w);
        assertEquals(0, penalty.item());
        pass.backward(penalty);
        for (double each : pass.gradient(w).toDoubleArray()) {
          assertEquals(0, Math.abs(each));
        }
      }
    }
  }

  @Test
  void groupsOfKernelsAreFiltersAndChannels() {
    Tensor kernel = Tensor.of(RandomStream.of(1).next().normals(3 * 2 * 4), 3, 2, 2, 2);
    try (Pass pass = Pass.evaluation()) {
      Tensor k = pass.input(kernel);
      double filters = new GroupLasso(1, Groups.ROWS).of(k.reshape(3, 8)).item();
      assertEquals(filters, new GroupLasso(1, Groups.FILTERS).of(k).item(), 1e-12);
      double channels = 0;
      for (int c = 0; c < 2; c++) {
        Tensor one = k.slice(1, c, c + 1);
        channels += Math.sqrt(12 * one.times(one).sum().item());
      }
      assertEquals(channels, new GroupLasso(1, Groups.CHANNELS).of(k).item(), 1e-12);
      assertEquals(
          "groupLasso: rows are those of a matrix [out, in], not of [3, 2, 2, 2]",
          message(() -> new GroupLasso(1, Groups.ROWS).of(k)));
      assertEquals(
          "proximalGroupLasso: channels are those of a kernel [out, in, height, width], not of"
              + " [2, 3]",
          message(() -> new ProximalGroupLasso(1, Groups.CHANNELS).apply(tensor(W), 1)));
    }
  }

  /** A linear model without bias. */
  private static final class Model implements Layer {
    final Parameter weight;
    final Parameter bias;

    Model(Tensor w) {
      weight = new Parameter("weight", w);
      bias = new Parameter("bias", Tensor.zeros(w.shape().dim(0)).to(w.dtype()));
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
      return x.linear(weight.value(), bias.value());
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(weight, bias);
    }
  }

  @Test
  void aPenalizedModelIsTheModelWithAPenaltyInTraining() {
    Model model = new Model(tensor(W));
    Layer penalized = new Penalized(model, new L2(0.5));
    assertSame(model.weight, penalized.parameters().get(0));
    Tensor x = Tensor.of(new double[] {1, 2, 3}, 1, 3);
    try (Pass pass = Pass.evaluation()) {
      penalized.forward(pass.input(x), pass);
      assertEquals(0, pass.penalty());
    }
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      Tensor y = penalized.forward(pass.input(x), pass);
      assertEquals(0.5 * sum(W, 2), pass.penalty(), 1e-15, "the bias has none");
      pass.backward(y.sum());
      assertEquals(1 + 2 * 0.5 * 0.3, model.weight.gradient().get(0, 0), 1e-15);
      assertEquals(3 - 2 * 0.5 * 0.4, model.weight.gradient().get(1, 2), 1e-15);
      assertEquals(1, model.bias.gradient().get(0));
    }
    Layer biased = new Penalized(model, new L2(0.5), each -> each.name().equals("bias"));
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      biased.forward(pass.input(x), pass);
      assertEquals(0, pass.penalty());
    }
  }

  static List<Constraint> constraints() {
    return List.of(
        new MaxNorm(1.1),
        new ProximalL1(0.4),
        new ProximalGroupLasso(0.6, Groups.ROWS),
        new ProximalGroupLasso(0.6, Groups.COLUMNS));
  }

  /** Against a search over a grid: prox is the minimizer of 1/2 (v - w)^2 + t |v|. */
  @Test
  void theProximalStepOfL1MinimizesItsObjective() {
    double t = 0.5 * 0.4;
    for (double w : new double[] {-1.3, -0.2, -0.1, 0, 0.05, 0.2, 0.2001, 0.9}) {
      Tensor value = Tensor.of(new double[] {w}, 1);
      new ProximalL1(0.4).apply(value, 0.5);
      double found = value.item();
      double best = objective(found, w, t);
      for (int i = -20_000; i <= 20_000; i++) {
        assertTrue(best <= objective(i * 1e-4, w, t) + 1e-15, "w=" + w + ", found " + found);
      }
      assertEquals(Math.abs(w) <= t, found == 0, "w=" + w);
    }
  }

  private static double objective(double v, double w, double t) {
    return 0.5 * (v - w) * (v - w) + t * Math.abs(v);
  }

  /** Against a search over a grid of the plane. */
  @Test
  void theProximalStepOfTheGroupLassoMinimizesItsObjective() {
    double t = 0.5 * 0.6 * Math.sqrt(2);
    for (double[] w : new double[][] {{0.9, -1.1}, {0.2, 0.3}, {0, 0}, {-0.6, 0.01}}) {
      Tensor row = Tensor.of(w.clone(), 1, 2);
      Tensor column = Tensor.of(w.clone(), 2, 1);
      new ProximalGroupLasso(0.6, Groups.ROWS).apply(row, 0.5);
      new ProximalGroupLasso(0.6, Groups.COLUMNS).apply(column, 0.5);
      assertArrayEquals(row.toDoubleArray(), column.toDoubleArray());
      double best = objective(row.get(0, 0), row.get(0, 1), w, t);
      for (int i = -300; i <= 300; i++) {
        for (int j = -300; j <= 300; j++) {
          assertTrue(best <= objective(i * 5e-3, j * 5e-3, w, t) + 1e-15, Arrays.toString(w));
        }
      }
      boolean small = Math.hypot(w[0], w[1]) <= t;
      assertEquals(small, row.get(0, 0) == 0 && row.get(0, 1) == 0, Arrays.toString(w));
    }
  }

  private static double objective(double a, double b, double[] w, double t) {
    double squares = (a - w[0]) * (a - w[0]) + (b - w[1]) * (b - w[1]);
    return 0.5 * squares + t * Math.hypot(a, b);
  }

  @Test
  void maxNormBringsRowsToTheBoundAndLeavesOthersAsTheyAre() {
    float[] values = {3, 4, 0.3f, -0.4f, 0, 0};
    Tensor w = Tensor.of(values.clone(), 3, 2);
    new MaxNorm(2).apply(w, 0.1);
    assertArrayEquals(new float[] {1.2f, 1.6f, 0.3f, -0.4f, 0, 0}, w.toFloatArray(), 1e-6f);
    assertEquals(0.3f, w.toFloatArray()[2]);
    Tensor kernel = Tensor.full(1, 2, 2, 1, 2);
    new MaxNorm(1).apply(kernel, 0.1);
    assertEquals(0.5, kernel.get(1, 1, 0, 1), 1e-7);
  }

  @Test
  void whatIsNotFiniteIsSeenAndNotMadeZero() {
    for (Constraint constraint : constraints()) {
      Tensor w = Tensor.of(new float[] {Float.NaN, 1, 2, 3}, 2, 2);
      constraint.apply(w, 0.1);
      assertTrue(Double.isNaN(w.get(0, 0)), constraint.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("constraints")
  void constraintsGiveTheSameBitsForAnyThreads(Constraint constraint) {
    int before = Compute.threads();
    try {
      float[] expected = null;
      for (int threads : new int[] {1, 2, 3, 8}) {
        Compute.setThreads(threads);
        Tensor w = normals(2, 300, 301).times(0.05).to(DType.FLOAT32);
        constraint.apply(w, 0.05);
        expected = expected == null ? w.toFloatArray() : expected;
        assertArrayEquals(expected, w.toFloatArray());
      }
    } finally {
      Compute.setThreads(before);
    }
  }

  private static Tensor normals(long seed, int rows, int columns) {
    return Tensor.of(RandomStream.of(seed).next().normals(rows * columns), rows, columns);
  }

  /** One batch, again and again. */
  private static Batches batches(Tensor x, Tensor y, int count) {
    return new Batches() {
      @Override
      public int count() {
        return count;
      }

      @Override
      public int examples() {
        return count * x.shape().dim(0);
      }

      @Override
      public BatchIterator epoch(int number) {
        return new BatchIterator() {
          private int given;

          @Override
          public Batch next() {
            return given++ < count ? new Batch(x, y) : null;
          }

          @Override
          public void close() {}
        };
      }
    };
  }

  private static final int FEATURES = 6;
  private static final int OUTPUTS = 3;

  /**
   * Inputs with X^T X / n = I, so that the minimum of the mean squared error, 1/OUTPUTS times a
   * square a weight, and a penalty is known: the soft threshold of the truth.
   */
  private static Tensor orthogonal() {
    int n = 8;
    double[] x = new double[n * FEATURES];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < FEATURES; j++) { // columns of Hadamard's matrix
        x[i * FEATURES + j] = Integer.bitCount(i & (j + 1)) % 2 == 0 ? 1 : -1;
      }
    }
    return Tensor.of(x, n, FEATURES);
  }

  private static final double[][] TRUTH = {
    {1.5, -0.02, 0, 0.8, 0.01, -0.4}, {0.03, 0.02, -0.01, 0.02, 0.01, 0.03}, {-1, 1, 0.3, 0, 0, 0}
  };

  private static Model trained(
      Optimizer optimizer, Function<Model, Constrained> constrained, int steps) {
    Tensor x = orthogonal();
    Tensor target = x.linear(tensor(TRUTH), null);
    Model model = new Model(normals(3, OUTPUTS, FEATURES));
    new Trainer(model, Tensor::meanSquaredError, optimizer)
        .listen(constrained.apply(model))
        .fit(batches(x, target, steps), 1);
    return model;
  }

  /** The loss is 1/3 sum (w - truth)^2, so the minimum with s sum |w| thresholds by 3 s / 2. */
  @Test
  void linearRegressionWithProximalL1IsTheSoftThresholdOfTheTruth() {
    double strength = 0.1;
    Model model = trained(new Sgd(0.5), m -> new Constrained(m, new ProximalL1(strength)), 400);
    int zeros = 0;
    for (int o = 0; o < OUTPUTS; o++) {
      for (int j = 0; j < FEATURES; j++) {
        double truth = TRUTH[o][j];
        double expected = Math.signum(truth) * Math.max(0, Math.abs(truth) - 1.5 * strength);
        double actual = model.weight.value().get(o, j);
        assertEquals(expected, actual, 1e-9, o + ", " + j);
        assertEquals(expected == 0, actual == 0, "an exact zero: " + o + ", " + j);
        zeros += actual == 0 ? 1 : 0;
      }
    }
    assertEquals(12, zeros);
  }

  @Test
  void linearRegressionWithTheProximalGroupLassoLosesWholeRows() {
    double strength = 0.1;
    Model model =
        trained(
            new Sgd(0.5),
            m -> new Constrained(m, new ProximalGroupLasso(strength, Groups.ROWS)),
            400);
    double t = 1.5 * strength * Math.sqrt(FEATURES);
    for (int o = 0; o < OUTPUTS; o++) {
      double norm = Math.sqrt(Arrays.stream(TRUTH[o]).map(w -> w * w).sum());
      for (int j = 0; j < FEATURES; j++) {
        double expected = TRUTH[o][j] * Math.max(0, 1 - t / norm);
        assertEquals(expected, model.weight.value().get(o, j), 1e-9);
        assertEquals(o == 1, model.weight.value().get(o, 0) == 0);
      }
    }
  }

  /** Adam's step is another, so the minimum is; zeros are exact all the same. */
  @Test
  void adamFindsExactZerosToo() {
    Model model = trained(new Adam(0.02), m -> new Constrained(m, new ProximalL1(0.5)), 600);
    for (int j = 3; j < FEATURES; j++) { // the truth is 0
      assertEquals(0, model.weight.value().get(2, j));
    }
    assertTrue(model.weight.value().get(0, 0) > 0.5);
  }

  /** Also where the rate changes, and where another listener changes it at the same step. */
  @Test
  void theRateIsThatOfTheStepJustTaken() {
    List<Double> rates = new ArrayList<>();
    Model model = new Model(tensor(W));
    Constrained constrained =
        new Constrained(model, (weight, rate) -> rates.add(rate), each -> each == model.weight);
    Sgd optimizer = new Sgd(Schedule.step(0.8, 2, 0.5));
    assertTrue(Double.isNaN(optimizer.lastRate()));
    Tensor x = Tensor.of(new double[] {1, 2, 3}, 1, 3);
    new Trainer(model, Tensor::meanSquaredError, optimizer)
        .listen(
            new io.sparseout.core.train.TrainingListener() {
              @Override
              public void stepDone(Trainer trainer, double loss) {
                trainer.optimizer().scaleRate(0.5);
              }
            })
        .listen(constrained)
        .fit(batches(x, Tensor.of(new double[2], 1, 2), 4), 1);
    assertEquals(List.of(0.8, 0.4, 0.1, 0.05), rates);
  }

  @Test
  void biasesAreNotConstrainedUnlessAskedFor() {
    Model model = new Model(tensor(W));
    model.bias.value().assign(Tensor.full(1, 2));
    new Constrained(model, new ProximalL1(10)).apply(1);
    assertEquals(0, model.weight.value().get(0, 1));
    assertEquals(1, model.bias.value().get(0));
    new Constrained(model, new ProximalL1(10), each -> true).apply(1);
    assertEquals(0, model.bias.value().get(0));
  }

  @Test
  void valuesOutOfRangeAreRefusedByNameAndValue() {
    assertEquals(
        "l1: the strength is 0 or more and finite, not NaN", message(() -> new L1(Double.NaN)));
    assertEquals("l2: the strength is 0 or more and finite, not -1.0", message(() -> new L2(-1)));
    assertEquals(
        "elasticNet: l2 is 0 or more and finite, not Infinity",
        message(() -> new ElasticNet(1, Double.POSITIVE_INFINITY)));
    assertEquals(
        "lq: q, the norm, is more than 0 and finite, not 0.0", message(() -> new Lq(1, 0)));
    assertEquals("groupLasso: needs groups, not null", message(() -> new GroupLasso(1, null)));
    assertEquals(
        "maxNorm: the bound is more than 0 and finite, not 0.0", message(() -> new MaxNorm(0)));
    assertEquals(
        "proximalL1: the strength is 0 or more and finite, not NaN",
        message(() -> new ProximalL1(Double.NaN)));
    assertEquals(
        "proximalGroupLasso: the strength is 0 or more and finite, not -2.0",
        message(() -> new ProximalGroupLasso(-2, Groups.ROWS)));
    assertEquals(
        "penalized: needs a penalty, not null",
        message(() -> new Penalized(new Model(tensor(W)), null)));
    assertEquals(
        "constrained: needs a model, not null", message(() -> new Constrained(null, new L())));
  }

  private static final class L implements Constraint {
    @Override
    public void apply(Tensor weight, double rate) {}
  }

  private static String message(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }
}
