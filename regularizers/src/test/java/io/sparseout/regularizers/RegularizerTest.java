// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.DType;
import io.sparseout.core.Layer;
import io.sparseout.core.LayerCase;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.WeightNoise;
import io.sparseout.core.optim.Schedule;
import io.sparseout.core.random.RandomStream;
import io.sparseout.regularizers.Sparseout.Gradient;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of regularizers, one that is not here fails the build, and what each must keep. */
class RegularizerTest {
  /**
   * A regularizer of a probability of dropping.
   *
   * @param q its noise has the variance p/(1-p) |x|^q
   * @param exact whether its gradient is the derivative
   * @param around what wraps it
   */
  private record Row(
      String name,
      DoubleFunction<Layer> make,
      double q,
      boolean exact,
      UnaryOperator<Layer> around) {
    Layer with(double p) {
      return around.apply(make.apply(p));
    }

    /** Dropout that draws the same. */
    Layer dropout(float p) {
      return around.apply(new Dropout(p));
    }

    Row locked() {
      return new Row("Locked " + name, make, q, exact, Locked::new);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Row> rows() {
    return List.of(
        dropout(),
        sparseout(0, Gradient.EXACT),
        sparseout(1, Gradient.PUBLISHED),
        sparseout(1, Gradient.EXACT),
        sparseout(1.37f, Gradient.PUBLISHED),
        sparseout(1.5f, Gradient.EXACT),
        sparseout(2, Gradient.PUBLISHED),
        sparseout(2.5f, Gradient.EXACT),
        sparseout(3, Gradient.PUBLISHED),
        dropout().locked(),
        sparseout(1, Gradient.EXACT).locked(),
        sparseout(1.5f, Gradient.PUBLISHED).locked());
  }

  /** What adds to the loss, and leaves what it is given as it is. */
  static List<LayerCase> penalties() {
    return List.of(
        LayerCase.of("ActivationPenalty", () -> new ActivationPenalty(2), 3),
        LayerCase.of("ActivityL1", () -> new ActivityL1(2), 3),
        LayerCase.of("ActivityLq", () -> new ActivityLq(2, 0.5f), 3),
        LayerCase.of(
            "ActivityKl", () -> (x, pass) -> new ActivityKl(2, 0.1f).forward(x.sigmoid(), pass), 3),
        LayerCase.of("TemporalActivationPenalty", () -> new TemporalActivationPenalty(2), 3, 2)
            .timeFirst());
  }

  /** The others on activations; {@link NoiseMomentsTest} has their moments. */
  static List<LayerCase> others() {
    return List.of(
        LayerCase.of("GaussianDropout", () -> new GaussianDropout(0.4f), 6),
        LayerCase.of("AlphaDropout", () -> new AlphaDropout(0.4f), 6),
        LayerCase.of("ChannelDropout 1d", () -> new ChannelDropout(0.4f), 3, 2)
            .refusing("channel-dropout: takes [n, c, ...], not [4]", 4),
        LayerCase.of(
            "ChannelDropout 2d",
            () -> new ChannelDropout(new Sparseout(0.4f, 1, Gradient.EXACT)),
            3,
            2,
            2),
        LayerCase.of("ChannelDropout of normal numbers", RegularizerTest::normalChannels, 3, 2, 2),
        LayerCase.of("DropBlock", () -> new DropBlock(0.3f, 2), 2, 4, 3)
            .refusing(
                "drop-block: takes [n, c, h, w] of at least 2 by 2 pixels, not [3, 2, 1, 4]",
                3,
                2,
                1,
                4),
        LayerCase.of("StochasticDepth", () -> new StochasticDepth(0.4f), 3),
        LayerCase.of(
            "StochasticDepth of all",
            () -> new StochasticDepth(0.4f, StochasticDepth.Mode.BATCH),
            3),
        LayerCase.of("Targeted", () -> new Targeted(new Dropout(0.4f), 0.5f), 6),
        LayerCase.of(
            "Targeted Sparseout",
            () -> new Targeted(new Sparseout(0.4f, 1, Gradient.EXACT), 0.5f),
            6),
        LayerCase.of(
            "Scheduled",
            () -> new Scheduled(Schedule.linear(0.4, 0.8, 9), p -> new Dropout((float) p)),
            6));
  }

  private static Layer normalChannels() {
    return new ChannelDropout(new GaussianDropout(0.4f));
  }

  private static Row dropout() {
    return new Row("Dropout", p -> new Dropout((float) p), 2, true, layer -> layer);
  }

  private static Row sparseout(float q, Gradient gradient) {
    return new Row(
        "Sparseout q=" + q + " " + gradient,
        p -> new Sparseout((float) p, q, gradient),
        q,
        gradient == Gradient.EXACT,
        layer -> layer);
  }

  @Test
  void everyRegularizerIsInTheTable() throws Exception {
    Set<String> inTable =
        rows().stream()
            .map(row -> row.name.split(" ")[0])
            .collect(Collectors.toCollection(TreeSet::new));
    penalties().forEach(row -> inTable.add(row.name()));
    inTable.add("NoisyWeights"); // what it wraps, and NoisyWeightsTest
    others().forEach(row -> inTable.add(row.name().split(" ")[0]));
    inTable.addAll(LayerCase.publicClasses(Dropout.class, WeightNoise.class)); // WeightNoiseTest
    assertEquals(LayerCase.publicLayers(Dropout.class), inTable);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void keepsWhatEveryLayerKeeps(Row row) {
    LayerCase layer = LayerCase.of(row.name, () -> row.with(0.4), 6);
    (row.exact ? layer : layer.withoutGradientCheck()).check();
  }

  @ParameterizedTest
  @MethodSource("others")
  void othersKeepWhatEveryLayerKeeps(LayerCase other) {
    other.check();
  }

  @ParameterizedTest
  @MethodSource("others")
  void othersAreTheIdentityInEvaluation(LayerCase other) {
    Tensor x = Tensor.full(0.7f, 2, 3, 4, 3);
    try (Pass pass = Pass.evaluation()) {
      Tensor input = pass.input(x);
      assertSame(input, other.make().get().forward(input, pass));
    }
  }

  @Test
  void othersAreTheIdentityAtP0AndGiveZerosAtP1() {
    Tensor x = Tensor.full(0.7f, 2, 3, 4, 3);
    List<Layer> identities =
        List.of(
            new GaussianDropout(0),
            new AlphaDropout(0),
            new ChannelDropout(0),
            new DropBlock(0, 3),
            new StochasticDepth(0),
            new Targeted(new Dropout(0), 0.5f),
            new Targeted(new Dropout(0.5f), 0),
            new Scheduled(step -> 0, p -> new Dropout((float) p)));
    List<Layer> zeros =
        List.of(
            new AlphaDropout(1),
            new ChannelDropout(1),
            new DropBlock(1, 3),
            new StochasticDepth(1),
            new Targeted(new Dropout(1), 1));
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      Tensor input = pass.input(x);
      identities.forEach(layer -> assertSame(input, layer.forward(input, pass), layer::toString));
      for (Layer layer : zeros) {
        assertArrayEquals(
            new double[x.size()], layer.forward(input, pass).toDoubleArray(), layer.toString());
      }
    }
  }

  @Test
  void aTargetedRegularizerOfAllIsTheRegularizer() {
    float[] x = normals(1000);
    try (Pass pass = Pass.training(RandomStream.of(6));
        Pass same = Pass.training(RandomStream.of(6))) {
      Layer dropout = new Dropout(0.5f);
      float[] all =
          new Targeted(dropout, 1).forward(pass.input(Tensor.of(x, 10, 100)), pass).toFloatArray();
      Tensor alone = same.call("targeted", dropout, same.input(Tensor.of(x, 10, 100)));
      assertArrayEquals(alone.toFloatArray(), all);
    }
  }

  @Test
  void whatIsScheduledFollowsTheStepAlone() {
    Layer scheduled = new Scheduled(Schedule.cubic(0, 0.5, 100), p -> new Sparseout((float) p, 1));
    for (long step : new long[] {0, 1, 50, 100, 1000}) {
      double left = Math.max(0, 1 - step / 100.0);
      Layer now = new Sparseout((float) (0.5 - 0.5 * left * left * left), 1);
      double[] x = {1, 2, -3, 4, 5, -6, 7, 8};
      assertArrayEquals(forward(now, x, step), forward(scheduled, x, step));
    }
  }

  @ParameterizedTest
  @MethodSource("penalties")
  void penaltiesKeepWhatEveryLayerKeeps(LayerCase penalty) {
    penalty.withoutGradientCheck().check(); // PenaltiesTest has their gradients
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isTheIdentityInEvaluationAndAtP0AndGivesZerosAtP1(Row row) {
    Tensor x = Tensor.of(new float[] {-2, -0.5f, 0, 1e-30f, 3}, 5);
    try (Pass pass = Pass.evaluation()) {
      Tensor input = pass.input(x);
      assertSame(input, row.with(0.5).forward(input, pass));
    }
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      Tensor input = pass.variable(x);
      assertSame(input, row.with(0).forward(input, pass));
      Tensor zeros = row.with(1).forward(input, pass);
      for (double value : zeros.toDoubleArray()) {
        assertEquals(0, Math.abs(value));
      }
      pass.backward(zeros.sum());
      assertArrayEquals(new float[5], pass.gradient(input).toFloatArray());
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void meanAndVarianceAreThoseOfTheFormula(Row row) {
    int n = 1_000_000;
    for (double p : new double[] {0.1, 0.5, 0.8}) {
      for (double value : new double[] {0.3, -1.7}) {
        float[] y = sample(row.with(p), (float) value, n);
        double mean = 0;
        for (float each : y) {
          mean += each / (double) n;
        }
        double variance = 0;
        for (float each : y) {
          variance += (each - value) * (each - value) / n;
        }
        double scale = Math.pow(Math.abs(value), row.q / 2);
        double kept = p / (1 - p);
        double expected = kept * scale * scale;
        double fourth = Math.pow(scale, 4) * ((1 - p) * Math.pow(kept, 4) + p);
        String what = row + ", p=" + p + ", x=" + value;
        assertEquals(value, mean, 4.5 * Math.sqrt(expected / n), what);
        double error = Math.sqrt(Math.max(0, fourth - expected * expected) / n);
        assertEquals(expected, variance, 4.5 * error + 1e-6 * expected, what);
      }
    }
  }

  /**
   * The identity that the paper rests on, through the real layer: over all 2^d masks, noise on the
   * inputs of a linear model adds exactly p/(1-p) sum w^2 |x|^q to the expected squared loss.
   */
  @ParameterizedTest
  @MethodSource("rows")
  void addsTheLqPenaltyToTheExpectedLossOfALinearModel(Row row) {
    float p = 0.4f;
    double[] x = {0.3, -1.2, 0.7, 2.1, -0.05, 0.9};
    double[] w = {1.1, -0.4, 0.8, 0.2, -1.5, 0.6};
    double target = 0.25;
    double penalty = 0;
    double plain = -target;
    for (int i = 0; i < x.length; i++) {
      penalty += (double) p / (1 - (double) p) * w[i] * w[i] * Math.pow(Math.abs(x[i]), row.q);
      plain += w[i] * x[i];
    }
    double expected = 0;
    double probability = 0;
    boolean[] seen = new boolean[1 << x.length];
    int left = seen.length;
    for (int step = 0; left > 0; step++) {
      int mask = mask(row.dropout(p), x.length, step);
      if (!seen[mask]) {
        seen[mask] = true;
        left--;
        double[] y = forward(row.with(p), x, step);
        double error = -target;
        for (int i = 0; i < x.length; i++) {
          error += w[i] * y[i];
        }
        int kept = Integer.bitCount(mask);
        double chance = Math.pow(1 - (double) p, kept) * Math.pow(p, x.length - kept);
        expected += chance * error * error;
        probability += chance;
      }
    }
    assertEquals(1, probability, 1e-12);
    assertEquals(plain * plain + penalty, expected, 1e-12 * Math.max(1, expected));
  }

  @ParameterizedTest
  @ValueSource(floats = {0.1f, 0.3f, 0.5f, 0.9f})
  void sparseoutAtQ2IsDropoutInEveryBit(float p) {
    float[] x = normals(10_007);
    x[3] = 0;
    float[][] dropout = forwardAndGradient(new Dropout(p), x);
    for (Gradient gradient : Gradient.values()) {
      float[][] sparseout = forwardAndGradient(new Sparseout(p, 2, gradient), x);
      assertArrayEquals(bits(dropout[0]), bits(sparseout[0]));
      assertArrayEquals(bits(dropout[1]), bits(sparseout[1]));
    }
  }

  @ParameterizedTest
  @CsvSource({"0.5, 1", "0.3, 1.5", "0.5, 1.37", "0.7, 3"})
  void thePublishedGradientMultipliesByTheSameNoise(float p, float q) {
    double[] x = {0.3, -1.2, 0.7, 2.1, -0.05, 0.9, 1e-3, -4};
    double[] r = forward(new Dropout(p), ones(x.length), 5);
    try (Pass pass = Pass.training(at(5))) {
      Tensor input = pass.variable(Tensor.of(x, x.length));
      pass.backward(new Sparseout(p, q).forward(input, pass).sum());
      double[] gradient = pass.gradient(input).toDoubleArray();
      for (int i = 0; i < x.length; i++) {
        double m = 1 + Math.pow(Math.abs(x[i]), (q - 2.0) / 2) * (r[i] - 1);
        assertEquals(m, gradient[i], 1e-12 * Math.max(1, Math.abs(m)), "x=" + x[i]);
      }
    }
  }

  @Test
  void atZeroTheMultiplierIsOne() {
    for (float q : new float[] {0, 0.5f, 1, 1.5f, 3}) {
      float[][] both = forwardAndGradient(new Sparseout(0.5f, q), new float[100]);
      float[] ones = new float[100];
      Arrays.fill(ones, 1);
      assertArrayEquals(new float[100], both[0], "q=" + q);
      assertArrayEquals(ones, both[1], "q=" + q);
    }
  }

  @Test
  void lockedNoiseIsTheSameAtEveryTimeStep() {
    for (Layer layer : List.of(new Dropout(0.5f), new Sparseout(0.5f, 1.5f))) {
      try (Pass pass = Pass.training(RandomStream.of(6))) {
        Tensor x = pass.variable(Tensor.full(0.3f, 7, 4, 25));
        Tensor y = new Locked(layer).forward(x, pass);
        pass.backward(y, Tensor.full(1, 7, 4, 25));
        Tensor gradient = pass.gradient(x);
        float[] first = y.slice(0, 1).toFloatArray();
        float[] firstGradient = gradient.slice(0, 1).toFloatArray();
        assertTrue(first[0] != first[1] || first[0] != first[2] || first[0] != first[3]);
        for (int t = 1; t < 7; t++) {
          assertArrayEquals(first, y.slice(t, t + 1).toFloatArray());
          assertArrayEquals(firstGradient, gradient.slice(t, t + 1).toFloatArray());
        }
      }
    }
  }

  @Test
  void nothingCannotBeLocked() {
    assertEquals("locked: needs a regularizer, not null", message(() -> new Locked(null)));
  }

  @Test
  void epsilonIsAddedToTheMagnitude() {
    double[] x = {0.5, -0.25};
    double[] r = forward(new Dropout(0.5f), ones(2), 3);
    double[] y = forward(new Sparseout(0.5f, 1, Gradient.PUBLISHED, 0.125f), x, 3);
    for (int i = 0; i < 2; i++) {
      double m = 1 + Math.pow(Math.abs(x[i]) + 0.125, -0.5) * (r[i] - 1);
      assertEquals(x[i] * m, y[i], 1e-14);
    }
  }

  @Test
  void valuesOutOfRangeAreRefusedByNameAndValue() {
    assertEquals(
        "dropout: p, the probability of dropping, is from 0 to 1, not 1.5",
        message(() -> new Dropout(1.5f)));
    assertEquals(
        "dropout: p, the probability of dropping, is from 0 to 1, not NaN",
        message(() -> new Dropout(Float.NaN)));
    assertEquals(
        "sparseout: p, the probability of dropping, is from 0 to 1, not -0.1",
        message(() -> new Sparseout(-0.1f, 1)));
    assertEquals(
        "sparseout: q, the norm, is 0 or more and finite, not -1.0",
        message(() -> new Sparseout(0.5f, -1)));
    assertEquals(
        "sparseout: q, the norm, is 0 or more and finite, not Infinity",
        message(() -> new Sparseout(0.5f, Float.POSITIVE_INFINITY)));
    assertEquals(
        "sparseout: epsilon is 0 or more and finite, not NaN",
        message(() -> new Sparseout(0.5f, 1, Gradient.EXACT, Float.NaN)));
  }

  @ParameterizedTest
  @ValueSource(floats = {-0.1f, 1.5f, Float.NaN, Float.POSITIVE_INFINITY})
  void valuesOutOfRangeAreRefusedByAll(float bad) {
    assertEquals(
        "gaussian-dropout: p, the probability of dropping, is from 0 to below 1, not " + bad,
        message(() -> new GaussianDropout(bad)));
    String range = ": p, the probability of dropping, is from 0 to 1, not " + bad;
    assertEquals("alpha-dropout" + range, message(() -> new AlphaDropout(bad)));
    assertEquals("dropout" + range, message(() -> new ChannelDropout(bad)));
    assertEquals("drop-block" + range, message(() -> new DropBlock(bad, 3)));
    assertEquals("stochastic-depth" + range, message(() -> new StochasticDepth(bad)));
    assertEquals(
        "targeted: share, the part of the elements that is perturbed, is from 0 to 1, not " + bad,
        message(() -> new Targeted(new Dropout(0), bad)));
    assertEquals(
        "zoneout: p, the probability of keeping the state, is from 0 to 1, not " + bad,
        message(() -> new Zoneout(bad)));
    assertEquals(
        "dropout" + range, message(() -> new Scheduled(step -> bad, p -> new Dropout((float) p))));
  }

  @Test
  void whatIsMissingIsRefused() {
    assertEquals(
        "gaussian-dropout: p, the probability of dropping, is from 0 to below 1, not 1.0",
        message(() -> new GaussianDropout(1)));
    assertEquals(
        "drop-block: size, a square's side, is 1 or more, not 0",
        message(() -> new DropBlock(0.1f, 0)));
    assertEquals(
        "stochastic-depth: mode is ROW or BATCH, not null",
        message(() -> new StochasticDepth(0.1f, null)));
    assertEquals(
        "channel-dropout: needs a regularizer, not null",
        message(() -> new ChannelDropout((Layer) null)));
    assertEquals(
        "targeted: needs a regularizer, not null", message(() -> new Targeted(null, 0.5f)));
    assertEquals(
        "scheduled: needs a regularizer, not null",
        message(() -> new Scheduled(s -> 1, p -> null)));
  }

  private static float[] sample(Layer layer, float value, int n) {
    try (Pass pass = Pass.training(RandomStream.of(77))) {
      return layer.forward(pass.input(Tensor.full(value, 1, n)), pass).toFloatArray();
    }
  }

  private static double[] forward(Layer layer, double[] x, long step) {
    try (Pass pass = Pass.training(at(step))) {
      return layer.forward(pass.input(Tensor.of(x, 1, x.length)), pass).toDoubleArray();
    }
  }

  /** The mask that step's first draw gives, as bits: which of n elements are kept. */
  private static int mask(Layer dropout, int n, long step) {
    double[] y = forward(dropout, ones(n), step);
    int mask = 0;
    for (int i = 0; i < n; i++) {
      mask |= (y[i] == 0 ? 0 : 1) << i;
    }
    return mask;
  }

  private static RandomStream at(long step) {
    RandomStream random = RandomStream.of(5);
    random.seek(step);
    return random;
  }

  private static float[][] forwardAndGradient(Layer layer, float[] x) {
    try (Pass pass = Pass.training(RandomStream.of(6))) {
      Tensor input = pass.variable(Tensor.of(x, x.length));
      Tensor y = layer.forward(input, pass);
      pass.backward(y, Tensor.full(1, x.length));
      assertTrue(y.dtype() == DType.FLOAT32);
      return new float[][] {y.toFloatArray(), pass.gradient(input).toFloatArray()};
    }
  }

  private static float[] normals(int n) {
    double[] draws = RandomStream.of(2).next().normals(n);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) draws[i];
    }
    return values;
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToIntBits(values[i]);
    }
    return bits;
  }

  private static String message(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }
}
