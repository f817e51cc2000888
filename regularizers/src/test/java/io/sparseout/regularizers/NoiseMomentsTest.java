// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.Compute;
import io.sparseout.core.DType;
import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Mean and variance of noise on activations, as their javadoc gives them: exactly, over all masks
 * through the real layer, and of a million draws.
 */
class NoiseMomentsTest {
  private static final double STANDARD_ERRORS = 4.5;

  /** A number of p and of an element x. */
  @FunctionalInterface
  private interface Formula {
    double of(double p, double x);
  }

  /**
   * A regularizer that keeps or drops elements.
   *
   * @param shape of a small input
   * @param group which draw decides on each element of it; -1 where none does
   * @param kept what becomes of an element that is kept
   * @param dropped what becomes of one that is dropped
   * @param mean the mean of an element that is drawn
   * @param variance its variance
   * @param sample the shape of an input with a million draws
   * @param every of its elements, each so many'th has a draw of its own
   */
  private record Row(
      String name,
      DoubleFunction<Layer> make,
      int[] shape,
      int[] group,
      Formula kept,
      Formula dropped,
      Formula mean,
      Formula variance,
      int[] sample,
      int every) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Row> rows() {
    int million = 1_000_000;
    return List.of(
        scaled("Dropout", p -> new Dropout((float) p), 2, shape(6), alone(6), shape(million), 1),
        scaled(
            "Sparseout",
            p -> new Sparseout((float) p, 1.5f),
            1.5,
            shape(6),
            alone(6),
            shape(million),
            1),
        scaled(
            "ChannelDropout 1d",
            p -> new ChannelDropout((float) p),
            2,
            shape(2, 3, 2),
            groups(0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5),
            shape(1000, 1000, 2),
            2),
        scaled(
            "ChannelDropout 2d",
            p -> new ChannelDropout(new Sparseout((float) p, 1)),
            1,
            shape(1, 4, 2, 2),
            groups(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3),
            shape(100, 10_000, 1, 2),
            2),
        scaled(
            "Locked",
            p -> new Locked(new Sparseout((float) p, 3)),
            3,
            shape(2, 1, 5),
            groups(0, 1, 2, 3, 4, 0, 1, 2, 3, 4),
            shape(1, million),
            1),
        scaled(
            "StochasticDepth by row",
            p -> new StochasticDepth((float) p),
            2,
            shape(5, 2),
            groups(0, 0, 1, 1, 2, 2, 3, 3, 4, 4),
            shape(million, 2),
            2),
        scaled(
            "Targeted",
            p -> new Targeted(new Sparseout((float) p, 1), 0.5f),
            1,
            shape(2, 5),
            // 0.3, -1.2, 0.7, 2.1, -0.05; 0.9, 0.02, -4, 1.1, 0.6: the two smallest of each.
            groups(0, -1, -1, -1, 1, -1, 2, -1, -1, 3),
            shape(1, million, 2),
            1),
        new Row(
            "AlphaDropout",
            p -> new AlphaDropout((float) p),
            shape(6),
            alone(6),
            (p, x) -> alpha(p) * x + beta(p),
            (p, x) -> alpha(p) * AlphaDropout.SATURATED + beta(p),
            (p, x) -> alpha(p) * (1 - p) * x,
            (p, x) -> alpha(p) * alpha(p) * p * (1 - p) * square(x - AlphaDropout.SATURATED),
            shape(million),
            1));
  }

  /** One whose noise is that of Sparseout with a norm q. */
  private static Row scaled(
      String name,
      DoubleFunction<Layer> make,
      double q,
      int[] shape,
      int[] group,
      int[] sample,
      int every) {
    Formula power = (p, x) -> Math.signum(x) * Math.pow(Math.abs(x), q / 2);
    return new Row(
        name,
        make,
        shape,
        group,
        (p, x) -> x + power.of(p, x) * (1 / (1 - p) - 1),
        (p, x) -> x - power.of(p, x),
        (p, x) -> x,
        (p, x) -> p / (1 - p) * Math.pow(Math.abs(x), q),
        sample,
        every);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void overAllMasksMeanAndVarianceAreExact(Row row) {
    float p = 0.4f;
    double exactP = p;
    double[] x = {
      0.3, -1.2, 0.7, 2.1, -0.05, 0.9, 0.02, -4, 1.1, 0.6, -0.8, 3.3, -0.45, 1.7, 0.11, -2.2
    };
    x = Arrays.copyOf(x, row.group.length);
    int draws = Arrays.stream(row.group).max().orElse(-1) + 1;
    boolean[] seen = new boolean[1 << draws];
    double[] mean = new double[x.length];
    double[] square = new double[x.length];
    double probability = 0;
    int left = seen.length;
    for (int step = 0; left > 0; step++) {
      assertTrue(step < 20_000, () -> row + ": some masks never come");
      double[] y = forward(row.make.apply(p), x, row.shape, step);
      int mask = mask(row, exactP, x, y, draws);
      if (seen[mask]) {
        continue;
      }
      seen[mask] = true;
      left--;
      int kept = Integer.bitCount(mask);
      double chance = Math.pow(1 - exactP, kept) * Math.pow(exactP, draws - kept);
      probability += chance;
      for (int i = 0; i < x.length; i++) {
        mean[i] += chance * y[i];
        square[i] += chance * y[i] * y[i];
      }
    }
    assertEquals(1, probability, 1e-12);
    for (int i = 0; i < x.length; i++) {
      boolean drawn = row.group[i] >= 0;
      double expected = drawn ? row.mean.of(exactP, x[i]) : x[i];
      double variance = drawn ? row.variance.of(exactP, x[i]) : 0;
      double bound = 1e-12 * Math.max(1, square[i]);
      assertEquals(expected, mean[i], bound, row + ", element " + i);
      assertEquals(variance, square[i] - mean[i] * mean[i], bound, row + ", element " + i);
    }
  }

  /** Which draws keep, as bits; elements of one draw go together, and no draw changes others. */
  private static int mask(Row row, double p, double[] x, double[] y, int draws) {
    int mask = 0;
    int decided = 0;
    for (int i = 0; i < x.length; i++) {
      int group = row.group[i];
      if (group < 0) {
        assertEquals(x[i], y[i], row + ", element " + i);
        continue;
      }
      boolean kept = Math.abs(y[i] - row.kept.of(p, x[i])) < 1e-12 * Math.max(1, Math.abs(y[i]));
      if (!kept) {
        assertEquals(row.dropped.of(p, x[i]), y[i], 1e-12, row + ", element " + i);
      }
      int bit = 1 << group;
      assertTrue((decided & bit) == 0 || (mask & bit) != 0 == kept, row + ", element " + i);
      decided |= bit;
      mask |= kept ? bit : 0;
    }
    assertEquals((1 << draws) - 1, decided);
    return mask;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aMillionDrawsHaveMeanAndVariance(Row row) {
    for (double p : new double[] {0.1f, 0.5, 0.8f}) {
      for (float x : new float[] {0.3f, -1.7f}) {
        double kept = row.kept.of(p, x);
        double dropped = row.dropped.of(p, x);
        double mean = row.mean.of(p, x);
        double fourth = (1 - p) * Math.pow(kept - mean, 4) + p * Math.pow(dropped - mean, 4);
        float[] y = sample(row.make.apply(p), x, row.sample);
        if (row.name.equals("Targeted")) {
          y = Arrays.copyOf(y, y.length / 2); // of equals, the first ones
        }
        check(row + ", p=" + p + ", x=" + x, y, row.every, mean, row.variance.of(p, x), fourth);
      }
    }
  }

  @Test
  void gaussianNoiseHasTheVarianceOfDropout() {
    for (double p : new double[] {0.1f, 0.5, 0.8f}) {
      for (float x : new float[] {0.3f, -1.7f}) {
        double variance = p / (1 - p) * x * x;
        float[] y = sample(new GaussianDropout((float) p), x, 1_000_000);
        check("p=" + p + ", x=" + x, y, 1, x, variance, 3 * variance * variance);
      }
    }
  }

  /** Beyond 1, 2 and 3 standard deviations there are as many as of a normal distribution. */
  @ParameterizedTest
  @ValueSource(doubles = {0.8413447460685429, 0.9772498680518208, 0.9986501019683699})
  void gaussianNoiseIsNormal(double below) {
    double bound = below < 0.9 ? 1 : below < 0.98 ? 2 : 3;
    int n = 1_000_000;
    double fewer = 0;
    double more = 0;
    for (float y : sample(new GaussianDropout(0.5f), 1, n)) {
      fewer += y < 1 + bound ? 1 : 0;
      more += y > 1 - bound ? 1 : 0;
    }
    double error = Math.sqrt(below * (1 - below) / n);
    assertEquals(below, fewer / n, STANDARD_ERRORS * error);
    assertEquals(below, more / n, STANDARD_ERRORS * error);
  }

  /** Alpha dropout keeps mean 0 and variance 1. */
  @Test
  void alphaDropoutKeepsMeanAndVarianceOfNormalNumbers() {
    int n = 1_000_000;
    for (float p : new float[] {0.05f, 0.5f}) {
      try (Pass pass = Pass.training(RandomStream.of(3))) {
        Tensor x = pass.normal(DType.FLOAT32, n);
        float[] y = new AlphaDropout(p).forward(x, pass).toFloatArray();
        double a = alpha(p);
        double b = beta(p);
        // Of a kept element's fourth power, those of a normal number: 3 a^4 + 6 a^2 b^2 + b^4.
        double kept = 3 * Math.pow(a, 4) + 6 * a * a * b * b + Math.pow(b, 4);
        double fourth = (1 - p) * kept + p * Math.pow(a * AlphaDropout.SATURATED + b, 4);
        check("p=" + p, y, 1, 0, 1, fourth);
      }
    }
  }

  private static void check(
      String what, float[] y, int every, double mean, double variance, double fourth) {
    int n = y.length / every;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < y.length; i += every) {
      sum += y[i] / (double) n;
      squares += square(y[i] - mean) / n;
    }
    assertEquals(mean, sum, STANDARD_ERRORS * Math.sqrt(variance / n) + 1e-7, what);
    double error = Math.sqrt(Math.max(0, fourth - variance * variance) / n);
    double rounding = 2e-6 * variance + 2e-7 * Math.sqrt(variance);
    assertEquals(variance, squares, STANDARD_ERRORS * error + rounding, what);
  }

  /** Over all masks, against the definition: holes where squares fit, and the mean made 1 again. */
  @Test
  void blocksOverAllMasksAreThoseOfTheDefinition() {
    int height = 3;
    int width = 4;
    int size = 2;
    float p = 0.25f;
    double gamma = (double) p * height * width / (size * size * (height - 1) * (width - 1));
    double[] x = {0.3, -1.2, 0.7, 2.1, -0.05, 0.9, 0.02, -4, 1.1, 0.6, -0.8, 3.3};
    double[] meanOverMasks = new double[x.length];
    double[] meanOfDefinition = new double[x.length];
    Map<List<Boolean>, Double> chances = new HashMap<>();
    for (int seeds = 0; seeds < 64; seeds++) {
      boolean[] holes = new boolean[x.length];
      for (int seed = 0; seed < 6; seed++) {
        for (int i = 0; (seeds >> seed & 1) != 0 && i < 4; i++) {
          holes[(seed / 3 + i / 2) * width + seed % 3 + i % 2] = true;
        }
      }
      int drawn = Integer.bitCount(seeds);
      double chance = Math.pow(gamma, drawn) * Math.pow(1 - gamma, 6 - drawn);
      chances.merge(pattern(holes), chance, Double::sum);
      add(x, holes, chance, meanOfDefinition);
    }
    Set<List<Boolean>> seen = new HashSet<>();
    for (int step = 0; seen.size() < chances.size(); step++) {
      assertTrue(step < 100_000, "some masks never come");
      double[] y = forward(new DropBlock(p, size), x, new int[] {1, 1, height, width}, step);
      boolean[] holes = new boolean[y.length];
      for (int i = 0; i < y.length; i++) {
        holes[i] = y[i] == 0;
      }
      if (seen.add(pattern(holes))) {
        double chance = chances.get(pattern(holes));
        double scale = scale(holes);
        for (int i = 0; i < y.length; i++) {
          assertEquals(holes[i] ? 0 : x[i] * scale, y[i], 1e-12);
          meanOverMasks[i] += chance * y[i];
        }
      }
    }
    assertArrayEquals(meanOfDefinition, meanOverMasks, 1e-12);
  }

  private static List<Boolean> pattern(boolean[] holes) {
    return IntStream.range(0, holes.length).mapToObj(i -> holes[i]).toList();
  }

  private static double scale(boolean[] holes) {
    long kept = pattern(holes).stream().filter(hole -> !hole).count();
    return kept == 0 ? 0 : holes.length / (double) kept;
  }

  private static void add(double[] x, boolean[] holes, double chance, double[] mean) {
    for (int i = 0; i < x.length; i++) {
      mean[i] += holes[i] ? 0 : chance * x[i] * scale(holes);
    }
  }

  /** A pixel that k squares could cover is dropped with the probability 1 - (1 - gamma)^k. */
  @Test
  void ofAMillionPixelsBlocksDropAsManyAsTheirFormulaSays() {
    int side = 32;
    int size = 3;
    int planes = 1000;
    float p = 0.2f;
    double places = square(side - size + 1);
    double gamma = p * square(side) / (square(size) * places);
    double expected = 0;
    for (int i = 0; i < side * side; i++) {
      double k = covering(i / side, side, size) * covering(i % side, side, size);
      expected += (1 - Math.pow(1 - gamma, k)) / square(side);
    }
    float[] y = sample(new DropBlock(p, size), 1, 10, planes / 10, side, side);
    double sum = 0;
    double squares = 0;
    for (int plane = 0; plane < planes; plane++) {
      double dropped = 0;
      for (int i = 0; i < side * side; i++) {
        dropped += y[plane * side * side + i] == 0 ? 1 / square(side) : 0;
      }
      sum += dropped / planes;
      squares += dropped * dropped / planes;
    }
    double error = Math.sqrt((squares - sum * sum) / planes);
    assertEquals(expected, sum, STANDARD_ERRORS * error);
    assertEquals(p, sum, 0.02);
    double total = 0;
    for (float value : y) {
      total += value;
    }
    assertEquals(y.length, total, 1e-3 * y.length);
  }

  /** How many squares along one axis could cover a pixel. */
  private static int covering(int pixel, int side, int size) {
    return Math.min(pixel, side - size) - Math.max(0, pixel - size + 1) + 1;
  }

  @Test
  void zoneoutIsItsFormula() {
    float p = 0.3f;
    int n = 1_000_000;
    float before = 0.4f;
    float after = -1.1f;
    try (Pass pass = Pass.training(RandomStream.of(4))) {
      Tensor kept = pass.input(Tensor.full(before, n));
      Tensor next = pass.input(Tensor.full(after, n));
      float[] y = new Zoneout(p).next(kept, next, pass).toFloatArray();
      for (float value : y) {
        assertTrue(value == before || value == after, () -> "a value " + value);
      }
      double mean = p * before + (1 - p) * after;
      double change = (double) after - before;
      double fourth = (1 - p) * Math.pow(p * change, 4) + p * Math.pow((1 - p) * change, 4);
      check("zoneout", y, 1, mean, p * (1 - p) * change * change, fourth);
      assertTrue(new Zoneout(0).next(kept, next, pass) == next);
    }
    try (Pass pass = Pass.evaluation()) {
      Tensor y =
          new Zoneout(p).next(pass.input(Tensor.full(before, 1)), Tensor.full(after, 1), pass);
      assertEquals(p * before + (1 - p) * after, y.item(), 1e-7);
    }
  }

  /** Large enough to be split over threads. */
  @ParameterizedTest
  @MethodSource("wide")
  void threadsChangeNoBit(Layer layer) {
    int before = Compute.threads();
    try {
      float[][] expected = null;
      for (int threads : new int[] {1, 2, 3, 8}) {
        Compute.setThreads(threads);
        float[][] actual = forwardAndGradient(layer);
        if (expected != null) {
          assertArrayEquals(expected[0], actual[0], layer + ", threads " + threads);
          assertArrayEquals(expected[1], actual[1], layer + ", threads " + threads);
        }
        expected = actual;
      }
    } finally {
      Compute.setThreads(before);
    }
  }

  static List<Layer> wide() {
    return List.of(
        new Dropout(0.3f),
        new Sparseout(0.3f, 1),
        new GaussianDropout(0.3f),
        new AlphaDropout(0.3f),
        new ChannelDropout(0.3f),
        new ChannelDropout(new GaussianDropout(0.3f)),
        new DropBlock(0.1f, 3),
        new Locked(new Sparseout(0.3f, 1.5f)),
        new Locked(new GaussianDropout(0.3f)),
        new StochasticDepth(0.3f),
        new StochasticDepth(0.3f, StochasticDepth.Mode.BATCH),
        new Targeted(new Dropout(0.3f), 0.4f));
  }

  private static float[][] forwardAndGradient(Layer layer) {
    try (Pass pass = Pass.training(RandomStream.of(6))) {
      Tensor x = pass.variable(pass.normal(DType.FLOAT32, 33, 7, 20, 21));
      Tensor y = layer.forward(x, pass);
      pass.backward(y, x.detach());
      return new float[][] {y.toFloatArray(), pass.gradient(x).toFloatArray()};
    }
  }

  private static double[] forward(Layer layer, double[] x, int[] shape, long step) {
    RandomStream random = RandomStream.of(5);
    random.seek(step);
    try (Pass pass = Pass.training(random)) {
      return layer.forward(pass.input(Tensor.of(x, shape)), pass).toDoubleArray();
    }
  }

  private static float[] sample(Layer layer, float value, int... shape) {
    try (Pass pass = Pass.training(RandomStream.of(78))) {
      return layer.forward(pass.input(Tensor.full(value, shape)), pass).toFloatArray();
    }
  }

  private static int[] shape(int... dims) {
    return dims;
  }

  private static int[] groups(int... numbers) {
    return numbers;
  }

  private static int[] alone(int n) {
    return IntStream.range(0, n).toArray();
  }

  private static double alpha(double p) {
    return new AlphaDropout((float) p).scale();
  }

  private static double beta(double p) {
    return new AlphaDropout((float) p).shift();
  }

  private static double square(double x) {
    return x * x;
  }
}
