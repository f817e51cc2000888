// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.sparsity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Measures of lists of numbers: known values, laws, and a direct computation of each formula. */
class MeasuresTest {
  private static final double THRESHOLD = 0.1;

  /** A measure with its formula written down as it stands in the javadoc, in two passes. */
  private record Row(
      String name,
      boolean scaleFree,
      ToDoubleFunction<double[]> measure,
      ToDoubleFunction<double[]> formula) {
    static Row of(String name, ToDoubleFunction<Measures> get, ToDoubleFunction<double[]> formula) {
      return new Row(name, true, h -> get.applyAsDouble(measures(h)), formula);
    }

    Row withScale() {
      return new Row(name, false, measure, formula);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Row> rows() {
    return List.of(
        Row.of("mean", Measures::mean, MeasuresTest::mean).withScale(),
        Row.of("min", Measures::min, h -> Arrays.stream(h).min().getAsDouble()).withScale(),
        Row.of("max", Measures::max, h -> Arrays.stream(h).max().getAsDouble()).withScale(),
        Row.of("zeroFraction", Measures::zeroFraction, h -> share(h, 0)),
        Row.of("nearZeroFraction", Measures::nearZeroFraction, h -> share(h, THRESHOLD))
            .withScale(),
        Row.of("l1ToL2", Measures::l1ToL2, h -> norm(h, 1) / Math.sqrt(norm(h, 2))),
        Row.of("hoyer", Measures::hoyer, MeasuresTest::hoyer),
        Row.of(
            "trevesRolls",
            Measures::trevesRolls,
            h -> Math.pow(norm(h, 1) / h.length, 2) / (norm(h, 2) / h.length)),
        Row.of("kurtosis", Measures::kurtosis, h -> moment(h, 4) / Math.pow(moment(h, 2), 2) - 3),
        new Row("gini", true, h -> Gini.of(floats(h)), MeasuresTest::gini));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void itIsItsFormula(Row row) {
    for (int n : new int[] {2, 3, 17, 1000}) {
      for (int seed = 0; seed < 5; seed++) {
        double[] h = numbers(n, seed);
        double expected = row.formula.applyAsDouble(h);
        assertEquals(
            expected,
            row.measure.applyAsDouble(h),
            1e-12 * Math.max(1, Math.abs(expected)),
            row + " of " + n + " numbers");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void onlyWhatIsSaidToDependsOnTheScale(Row row) {
    double[] h = numbers(500, 7);
    double[] scaled = Arrays.stream(h).map(x -> 8 * x).toArray(); // a power of 2: no rounding
    double before = row.measure.applyAsDouble(h);
    double after = row.measure.applyAsDouble(scaled);
    assertEquals(row.scaleFree, before == after, row + ": " + before + ", " + after);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theOrderMakesNoDifferenceButRounding(Row row) {
    double[] h = numbers(500, 8);
    double[] sorted = Arrays.stream(h).sorted().toArray();
    assertEquals(row.measure.applyAsDouble(h), row.measure.applyAsDouble(sorted), 1e-12);
  }

  @ParameterizedTest
  @CsvSource({
    // numbers   , L1/L2            , Hoyer, a     , Gini
    "'0 -3 0 0'  , 1                , 1    , 0.25  , 0.75",
    "'2 -2 2 -2' , 2                , 0    , 1     , 0",
    "'3 4 0 0'   , 1.4              , 0.6  , 0.49  , 0.5357142857142857",
    "'0 0 0 0'   , 1                , 1    , 0.25  , 0.75",
    "'0 0 0 0 7' , 1                , 1    , 0.2   , 0.8",
    "'1 2'       , 1.3416407864998738, 0.17520617977219377, 0.9, 0.16666666666666666",
  })
  void handMadeListsHaveTheValuesThatPaperGives(
      String numbers, double ratio, double hoyer, double trevesRolls, double gini) {
    double[] h = Arrays.stream(numbers.split(" ")).mapToDouble(Double::parseDouble).toArray();
    Measures measures = measures(h);
    assertEquals(ratio, measures.l1ToL2(), 1e-15);
    assertEquals(hoyer, measures.hoyer(), 1e-15);
    assertEquals(trevesRolls, measures.trevesRolls(), 1e-15);
    assertEquals(gini, Gini.of(floats(h)), 1e-15);
  }

  @Test
  void kurtosisIsThatOfKnownDistributions() {
    assertEquals(-2, measures(-1, 1, -1, 1).kurtosis(), 1e-15);
    double[] uniform = RandomStream.of(1).next().normals(200_000);
    assertEquals(0, measures(uniform).kurtosis(), 4.5 * Math.sqrt(24.0 / uniform.length));
    for (int i = 0; i < uniform.length; i++) {
      uniform[i] = i;
    }
    assertEquals(-1.2, measures(uniform).kurtosis(), 1e-9);
    assertTrue(Double.isNaN(measures(0.1, 0.1, 0.1).kurtosis()), "no spread, no kurtosis");
  }

  /** By sums of powers, a mean of 1e6 would leave none of kurtosis's digits. */
  @Test
  void aLargeMeanTakesNoDigitsFromKurtosis() {
    double[] h = numbers(1000, 3);
    double[] moved = Arrays.stream(h).map(x -> x + 1e6).toArray();
    double[] back = Arrays.stream(moved).map(x -> x - 1e6).toArray();
    assertEquals(measures(back).kurtosis(), measures(moved).kurtosis(), 1e-8);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 499})
  void sumsOfPartsAreTheSumOfAll(int parts) {
    double[] h = numbers(499, 5);
    Moments sum = new Moments(THRESHOLD);
    for (int part = 0; part < parts; part++) {
      Moments one = new Moments(THRESHOLD);
      for (int i = part; i < h.length; i += parts) {
        one.add(h[i]);
      }
      sum.add(one);
    }
    sum.add(new Moments(THRESHOLD));
    Measures expected = measures(h);
    Measures actual = sum.measures();
    assertEquals(expected.count(), actual.count());
    assertEquals(expected.min(), actual.min());
    assertEquals(expected.max(), actual.max());
    assertEquals(expected.zeroFraction(), actual.zeroFraction());
    assertEquals(expected.nearZeroFraction(), actual.nearZeroFraction());
    assertEquals(expected.mean(), actual.mean(), 1e-13);
    assertEquals(expected.hoyer(), actual.hoyer(), 1e-13);
    assertEquals(expected.kurtosis(), actual.kurtosis(), 1e-11);
  }

  @Test
  void aSingleNumberHasNoHoyerSparsity() {
    Measures one = measures(-3);
    assertTrue(Double.isNaN(one.hoyer()));
    assertEquals(1, one.l1ToL2());
    assertEquals(-3, one.mean());
    assertEquals(0, Gini.of(-3f));
  }

  @Test
  void noNumberAndWhatIsNoneIsRefused() {
    assertEquals("sparsity: there is no number to measure", message(MeasuresTest::measures));
    assertEquals("sparsity: there is no number to measure", message(Gini::of));
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      String text = "sparsity: needs finite numbers, and number 1, from 0, is " + bad;
      assertEquals(text, message(() -> measures(0, bad)));
      assertEquals(text, message(() -> Gini.of(0, (float) bad)));
    }
    assertEquals(
        "sparsity: the threshold of near zero is 0 or more and finite, not NaN",
        message(() -> Measures.of(Double.NaN, 1)));
    assertEquals(
        "sparsity: the threshold of near zero is 0 or more and finite, not -0.1",
        message(() -> new Moments(-0.1)));
    assertEquals(
        "sparsity: thresholds of near zero differ, 0.1 and 0.2",
        message(() -> new Moments(0.1).add(new Moments(0.2))));
  }

  /** What is refused leaves the sums as they were. */
  @Test
  void aRefusedNumberIsNotCounted() {
    Moments moments = new Moments(THRESHOLD);
    moments.add(2);
    Measures before = moments.measures();
    assertThrows(IllegalArgumentException.class, () -> moments.add(Double.NaN));
    assertEquals(before, moments.measures());
  }

  private static Measures measures(double... h) {
    return Measures.of(THRESHOLD, h);
  }

  /** Normal numbers, some of them 0; floats, so that each measure can read them. */
  private static double[] numbers(int n, long seed) {
    double[] h = RandomStream.of(seed).next().normals(n);
    List<Double> some = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      some.add(i % 5 == 4 ? 0 : (double) (float) h[i]);
    }
    return some.stream().mapToDouble(x -> x).toArray();
  }

  private static float[] floats(double... h) {
    float[] floats = new float[h.length];
    for (int i = 0; i < h.length; i++) {
      floats[i] = (float) h[i];
    }
    return floats;
  }

  private static double mean(double... h) {
    return Arrays.stream(h).sum() / h.length;
  }

  private static double moment(double[] h, int power) {
    double mean = mean(h);
    return mean(Arrays.stream(h).map(x -> Math.pow(x - mean, power)).toArray());
  }

  private static double norm(double[] h, int power) {
    return Arrays.stream(h).map(x -> Math.pow(Math.abs(x), power)).sum();
  }

  private static double share(double[] h, double most) {
    return (double) Arrays.stream(h).filter(x -> Math.abs(x) <= most).count() / h.length;
  }

  private static double hoyer(double... h) {
    double root = Math.sqrt(h.length);
    return (root - norm(h, 1) / Math.sqrt(norm(h, 2))) / (root - 1);
  }

  private static double gini(double... h) {
    double[] sorted = Arrays.stream(h).map(Math::abs).sorted().toArray();
    double sum = 0;
    for (int k = 1; k <= h.length; k++) {
      sum += sorted[k - 1] / norm(h, 1) * (h.length - k + 0.5) / h.length;
    }
    return 1 - 2 * sum;
  }

  private static String message(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }
}
