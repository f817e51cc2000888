// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.Compute;
import io.sparseout.core.DType;
import io.sparseout.core.GradientCheck;
import io.sparseout.core.LayerCase;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.WeightNoise;
import io.sparseout.core.random.RandomStream;
import io.sparseout.regularizers.Sparseout.Gradient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of noises on weights; one that is not here fails the build. */
class WeightNoiseTest {
  /** How many weights share a draw: of neighbours, or those of an input over all outputs. */
  private enum Sharing {
    NONE,
    PAIRS,
    INPUTS
  }

  /** The size of a noise: w~ = w + size sgn(w) (r/(1-p) - 1). */
  @FunctionalInterface
  private interface Size {
    /** That of a weight, of the norm of the group that it is in. */
    double of(double weight, double norm);
  }

  /**
   * A noise of a probability of dropping.
   *
   * @param exact whether its gradient is the derivative
   */
  private record Row(
      String name, DoubleFunction<WeightNoise> make, Size size, Sharing sharing, boolean exact) {
    /** The sizes of the noise of an output's weights. */
    double[] sizes(double[] weights) {
      double[] sizes = new double[weights.length];
      for (int j = 0; j < sizes.length; j++) {
        int other = sharing == Sharing.PAIRS ? j ^ 1 : j;
        double norm = other == j ? Math.abs(weights[j]) : Math.hypot(weights[j], weights[other]);
        sizes[j] = size.of(Math.abs(weights[j]), norm);
      }
      return sizes;
    }

    boolean perExample() {
      return name.endsWith("example");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Row bridgeout(float q, Gradient gradient, Masks masks) {
    return new Row(
        "Bridgeout q=" + q + " " + gradient + (masks == Masks.EXAMPLE ? " by example" : ""),
        p -> new Bridgeout((float) p, q, gradient, 0, masks),
        (w, norm) -> Math.pow(w, q / 2.0),
        Sharing.NONE,
        gradient == Gradient.EXACT || q == 2);
  }

  private static Row group(float q, Gradient gradient) {
    return new Row(
        "GroupBridgeout q=" + q + " " + gradient,
        p -> new GroupBridgeout((float) p, q, 2, gradient, 0),
        (w, norm) -> w * Math.pow(norm, (q - 2) / 2.0),
        Sharing.PAIRS,
        gradient == Gradient.EXACT || q == 2);
  }

  private static Row shakeout(float c, Masks masks) {
    return new Row(
        "Shakeout c=" + c + (masks == Masks.EXAMPLE ? " by example" : ""),
        p -> new Shakeout((float) p, c, masks),
        (w, norm) -> w + c,
        Sharing.INPUTS,
        true);
  }

  static List<Row> rows() {
    Size own = (w, norm) -> w;
    return List.of(
        new Row("DropConnect", p -> new DropConnect((float) p), own, Sharing.NONE, true),
        new Row(
            "DropConnect by example",
            p -> new DropConnect((float) p, Masks.EXAMPLE),
            own,
            Sharing.NONE,
            true),
        bridgeout(0, Gradient.EXACT, Masks.BATCH),
        bridgeout(1, Gradient.PUBLISHED, Masks.BATCH),
        bridgeout(1, Gradient.EXACT, Masks.EXAMPLE),
        bridgeout(1.37f, Gradient.EXACT, Masks.BATCH),
        bridgeout(1.5f, Gradient.PUBLISHED, Masks.EXAMPLE),
        bridgeout(2, Gradient.PUBLISHED, Masks.BATCH),
        bridgeout(3, Gradient.EXACT, Masks.EXAMPLE),
        group(1, Gradient.PUBLISHED),
        group(1, Gradient.EXACT),
        group(1.5f, Gradient.EXACT),
        group(2, Gradient.PUBLISHED),
        group(3, Gradient.PUBLISHED),
        shakeout(0, Masks.BATCH),
        shakeout(0.25f, Masks.BATCH),
        shakeout(0.25f, Masks.EXAMPLE));
  }

  @Test
  void everyNoiseOnWeightsIsInTheTable() throws Exception {
    Set<String> inTable =
        rows().stream()
            .map(row -> row.name.split(" ")[0])
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(LayerCase.publicClasses(DropConnect.class, WeightNoise.class), inTable);
  }

  private static final double[][] W = {{0.3, -1.2, 0.7, 2.1}, {-0.05, 0.9, -0.4, -1.1}};
  private static final double[] X = {1.1, -0.4, 0.8, -1.5};
  private static final double[] TARGET = {0.25, -0.5};

  /**
   * Over all masks, through affine maps: the mean of each weight, its variance, and, what the
   * regularizer is made for, the penalty that it adds to the expected squared loss of a linear
   * model, p/(1-p) times the sum over draws of (sum of size sgn(w) x)^2.
   */
  @ParameterizedTest
  @MethodSource("rows")
  void momentsAndPenaltyAreExactOverAllMasks(Row row) {
    float p = 0.4f;
    double odds = (double) p / (1 - (double) p);
    int out = W.length;
    int in = X.length;
    int share = row.sharing == Sharing.NONE ? 1 : 2;
    int draws = out * in / share;
    double[][] mean = new double[out][in];
    double[][] square = new double[out][in];
    double loss = 0;
    double probability = 0;
    Set<String> seen = new HashSet<>();
    for (int step = 0; seen.size() < 1 << draws; step++) {
      double[][] noisy = columns(row.make.apply(p), step);
      int kept = 0;
      StringBuilder mask = new StringBuilder();
      for (int o = 0; o < out; o++) {
        for (int j = 0; j < in; j++) {
          int more = Math.signum(W[o][j]) * (noisy[o][j] - W[o][j]) > 0 ? 1 : 0;
          kept += more;
          mask.append(more);
        }
      }
      if (!seen.add(mask.toString())) {
        continue;
      }
      assertEquals(0, kept % share, "the weights of a draw are kept or dropped together");
      int keptDraws = kept / share;
      double chance = Math.pow(1 - (double) p, keptDraws) * Math.pow(p, draws - keptDraws);
      probability += chance;
      double[] y = forward(row.make.apply(p), X, step);
      for (int o = 0; o < out; o++) {
        loss += chance * (y[o] - TARGET[o]) * (y[o] - TARGET[o]);
        for (int j = 0; j < in; j++) {
          mean[o][j] += chance * noisy[o][j];
          square[o][j] += chance * (noisy[o][j] - W[o][j]) * (noisy[o][j] - W[o][j]);
        }
      }
    }
    assertEquals(1, probability, 1e-12);
    double expected = 0;
    for (int o = 0; o < out; o++) {
      double[] sizes = row.sizes(W[o]);
      double plain = -TARGET[o];
      for (int j = 0; j < in; j++) {
        assertEquals(W[o][j], mean[o][j], 1e-12);
        assertEquals(odds * sizes[j] * sizes[j], square[o][j], 1e-12 * Math.max(1, square[o][j]));
        plain += W[o][j] * X[j];
        double change = sizes[j] * Math.signum(W[o][j]) * X[j];
        if (row.sharing == Sharing.PAIRS) {
          change += sizes[j ^ 1] * Math.signum(W[o][j ^ 1]) * X[j ^ 1];
          expected += odds * change * change / 2; // each pair is met twice
        } else {
          expected += odds * change * change;
        }
      }
      expected += plain * plain;
    }
    assertEquals(expected, loss, 1e-12 * Math.max(1, expected));
  }

  /** The weights at a step, which an affine map shows of unit vectors. */
  private static double[][] columns(WeightNoise noise, long step) {
    double[][] noisy = new double[W.length][X.length];
    for (int j = 0; j < X.length; j++) {
      double[] unit = new double[X.length];
      unit[j] = 1;
      double[] column = forward(noise, unit, step);
      for (int o = 0; o < W.length; o++) {
        noisy[o][j] = column[o];
      }
    }
    return noisy;
  }

  private static double[] forward(WeightNoise noise, double[] x, long step) {
    try (Pass pass = Pass.training(at(step))) {
      Tensor input = pass.input(Tensor.of(x, 1, x.length));
      return noise.linear(input, pass.input(weight()), null, pass).toDoubleArray();
    }
  }

  private static Tensor weight() {
    double[] flat = Arrays.stream(W).flatMapToDouble(Arrays::stream).toArray();
    return Tensor.of(flat, W.length, X.length);
  }

  private static RandomStream at(long step) {
    RandomStream random = RandomStream.of(5);
    random.seek(step);
    return random;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aMillionDrawsHaveTheMeanAndTheVariance(Row row) {
    int n = 1_000_000;
    for (double p : new double[] {0.1, 0.5, 0.8}) {
      double value = -0.7f;
      float[] draws = sample(row, p, (float) value, n);
      double mean = 0;
      double variance = 0;
      for (float draw : draws) {
        mean += draw / (double) n;
        variance += (draw - value) * (draw - value) / n;
      }
      double odds = p / (1 - p);
      double size = row.sizes(new double[] {value, value})[0];
      double expected = odds * size * size;
      double fourth = Math.pow(size, 4) * ((1 - p) * Math.pow(odds, 4) + p);
      String what = row + ", p=" + p;
      assertEquals(value, mean, 4.5 * Math.sqrt(expected / n), what);
      double error = Math.sqrt(Math.max(0, fourth - expected * expected) / n);
      assertEquals(expected, variance, 4.5 * error + 1e-6 * expected, what);
    }
  }

  /** So many independent draws of the weight of a value. */
  private static float[] sample(Row row, double p, float value, int n) {
    WeightNoise noise = row.make.apply(p);
    int share = row.sharing == Sharing.PAIRS ? 2 : 1;
    try (Pass pass = Pass.training(RandomStream.of(77))) {
      float[] all;
      if (row.perExample()) {
        int outputs = row.sharing == Sharing.INPUTS ? 1 : 1000;
        Tensor x = pass.input(Tensor.full(1, n / outputs, 1));
        Tensor w = pass.input(Tensor.full(value, outputs, 1));
        all = noise.linear(x, w, null, pass).toFloatArray();
      } else {
        all = noise.forward(pass.input(Tensor.full(value, 1, share * n)), pass).toFloatArray();
      }
      float[] draws = new float[n];
      for (int i = 0; i < n; i++) {
        draws[i] = all[share * i];
      }
      return draws;
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void exactGradientsAgreeWithDifferencesAndPublishedOnesAreTheNoise(Row row) {
    WeightNoise noise = row.make.apply(0.4);
    if (row.exact) {
      Tensor x = Tensor.of(RandomStream.of(1).next().normals(12), 3, 4);
      GradientCheck.check(
          row.name,
          (inputs, pass) -> noise.linear(inputs.get(0), inputs.get(1), inputs.get(2), pass),
          List.of(x, weight(), Tensor.of(TARGET, 2)),
          List.of());
      return;
    }
    try (Pass pass = Pass.training(at(1))) {
      Tensor w = pass.variable(weight());
      Tensor y = noise.linear(pass.input(Tensor.of(X, 1, 4)), w, null, pass);
      pass.backward(y.sum());
      double[][] noisy = columns(noise, 1);
      for (int o = 0; o < W.length; o++) {
        for (int j = 0; j < X.length; j++) {
          double m = noisy[o][j] / W[o][j];
          assertEquals(m * X[j], pass.gradient(w).get(o, j), 1e-12);
        }
      }
    }
  }

  /** Kernels and the transposed and grouped ones too: of more axes than two. */
  @ParameterizedTest
  @MethodSource("rows")
  void isTheIdentityInEvaluationAndAtP0(Row row) {
    for (double p : new double[] {0, 0.5}) {
      try (Pass pass = p == 0 ? Pass.training(at(1)) : Pass.evaluation()) {
        WeightNoise noise = row.make.apply(p);
        Tensor x = pass.input(Tensor.of(X, 1, 4));
        Tensor w = pass.input(weight());
        double[] plain = x.linear(w, null).toDoubleArray();
        assertArrayEquals(plain, noise.linear(x, w, null, pass).toDoubleArray());
        if (!(row.perExample() && p == 0)) {
          assertSame(w, noise.forward(w, pass));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theBitsAreTheSameForAnyThreads(Row row) {
    int before = Compute.threads();
    try {
      List<float[][]> all = new ArrayList<>();
      for (int threads : new int[] {1, 2, 3, 8}) {
        Compute.setThreads(threads);
        all.add(step(row.make.apply(0.4)));
      }
      for (float[][] results : all) {
        for (int i = 0; i < results.length; i++) {
          assertArrayEquals(all.get(0)[i], results[i]);
        }
      }
    } finally {
      Compute.setThreads(before);
    }
  }

  /** Output and gradients by x and W of a step. */
  private static float[][] step(WeightNoise noise) {
    try (Pass pass = Pass.training(at(2))) {
      Tensor x = pass.variable(normals(1, 11, 602));
      Tensor w = pass.variable(normals(2, 131, 602));
      Tensor y = noise.linear(x, w, null, pass);
      pass.backward(y, normals(3, 11, 131));
      return new float[][] {
        y.toFloatArray(), pass.gradient(x).toFloatArray(), pass.gradient(w).toFloatArray()
      };
    }
  }

  private static Tensor normals(long seed, int rows, int columns) {
    double[] values = RandomStream.of(seed).next().normals(rows * columns);
    return Tensor.of(values, rows, columns).to(DType.FLOAT32);
  }

  @ParameterizedTest
  @ValueSource(floats = {0.1f, 0.3f, 0.5f, 0.9f})
  void bridgeoutAtQ2IsDropConnectInEveryBit(float p) {
    for (Masks masks : Masks.values()) {
      float[][] dropConnect = step(new DropConnect(p, masks));
      for (Gradient gradient : Gradient.values()) {
        float[][] bridgeout = step(new Bridgeout(p, 2, gradient, 0, masks));
        for (int i = 0; i < bridgeout.length; i++) {
          assertArrayEquals(dropConnect[i], bridgeout[i], masks + " " + gradient);
        }
      }
    }
  }

  /** A group of one weight is Bridgeout; Shakeout by the example at c = 0, Dropout of inputs. */
  @Test
  void specialCasesAreTheirRelatives() {
    for (float q : new float[] {1, 1.5f, 3}) {
      float[][] bridgeout = step(new Bridgeout(0.3f, q));
      float[][] groups = step(new GroupBridgeout(0.3f, q, 1));
      for (int i = 0; i < bridgeout.length; i++) {
        assertArrayEquals(bridgeout[i], groups[i], 1e-3f, "q=" + q + ", result " + i);
      }
    }
    WeightNoise inputs =
        new WeightNoise() {
          @Override
          public Tensor forward(Tensor weight, Pass pass) {
            return weight;
          }

          @Override
          public Tensor linear(Tensor x, Tensor weight, Tensor bias, Pass pass) {
            return new Dropout(0.3f).forward(x, pass).linear(weight, bias);
          }
        };
    float[][] dropout = step(inputs);
    float[][] shakeout = step(new Shakeout(0.3f, 0, Masks.EXAMPLE));
    for (int i = 0; i < dropout.length; i++) {
      assertArrayEquals(dropout[i], shakeout[i], 0f); // but for the sign of zeros
    }
  }

  @Test
  void aKernelHasNoisesOfBatchesAlone() {
    try (Pass pass = Pass.training(at(1))) {
      Tensor kernel = pass.input(Tensor.full(0.3f, 4, 2, 3, 3));
      for (Row row : rows()) {
        WeightNoise noise = row.make.apply(0.5);
        if (row.perExample()) {
          String name = row.name.split(" ")[0].toLowerCase(java.util.Locale.ROOT);
          assertEquals(
              name
                  + ": masks is example, which affine maps alone can have, not the weight"
                  + " [4, 2, 3, 3] of a convolution or a recurrent layer; take masks=batch",
              message(() -> noise.forward(kernel, pass)));
        } else {
          Tensor noisy = noise.forward(kernel, pass);
          assertEquals(kernel.shape(), noisy.shape());
          assertTrue(noisy.get(0, 0, 0, 0) != noisy.get(0, 0, 0, 2) || !same(noisy), row.name);
        }
      }
    }
  }

  private static boolean same(Tensor x) {
    float[] values = x.toFloatArray();
    for (float value : values) {
      if (value != values[0]) {
        return false;
      }
    }
    return true;
  }

  @Test
  void valuesOutOfRangeAreRefusedByNameAndValue() {
    String probability = ": p, the probability of dropping, is from 0 to 1, not ";
    assertEquals("dropconnect" + probability + "1.5", message(() -> new DropConnect(1.5f)));
    assertEquals("bridgeout" + probability + "NaN", message(() -> new Bridgeout(Float.NaN, 1)));
    assertEquals("shakeout" + probability + "-0.1", message(() -> new Shakeout(-0.1f, 1)));
    assertEquals(
        "groupBridgeout" + probability + "2.0", message(() -> new GroupBridgeout(2, 1, 4)));
    assertEquals(
        "bridgeout: q, the norm, is 0 or more and finite, not -1.0",
        message(() -> new Bridgeout(0.5f, -1)));
    assertEquals(
        "groupBridgeout: q, the norm, is 0 or more and finite, not NaN",
        message(() -> new GroupBridgeout(0.5f, Float.NaN, 4)));
    assertEquals(
        "groupBridgeout: group, the weights of a group, is 1 or more, not 0",
        message(() -> new GroupBridgeout(0.5f, 1, 0)));
    assertEquals(
        "shakeout: c is 0 or more and finite, not NaN",
        message(() -> new Shakeout(0.5f, Float.NaN)));
    assertEquals(
        "bridgeout: epsilon is 0 or more and finite, not Infinity",
        message(
            () -> new Bridgeout(0.5f, 1, Gradient.EXACT, Float.POSITIVE_INFINITY, Masks.BATCH)));
    assertEquals(
        "dropconnect: masks is BATCH or EXAMPLE, not null",
        message(() -> new DropConnect(0.5f, null)));
    assertEquals(
        "bridgeout: gradient is PUBLISHED or EXACT, not null",
        message(() -> new Bridgeout(0.5f, 1, null, 0, Masks.BATCH)));
    try (Pass pass = Pass.training(at(1))) {
      assertEquals(
          "groupNoise: the size of a group divides the 4 weights of a row of [2, 4], from 1 to 4,"
              + " and is not 3",
          message(() -> new GroupBridgeout(0.5f, 1, 3).forward(pass.input(weight()), pass)));
    }
  }

  private static String message(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }
}
