// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SpearmanTest {
  /**
   * SciPy 1.17: spearmanr gives -0.17575757575757575, and the interval is of numpy's tanh and
   * arctanh.
   */
  @Test
  void isAsInSciPy() {
    double[] first = {106, 100, 86, 101, 99, 103, 97, 113, 112, 110};
    double[] second = {7, 27, 2, 50, 28, 29, 20, 12, 6, 17};
    Spearman spearman = Spearman.of(first, second);
    assertEquals(10, spearman.pairs());
    assertEquals(-0.17575757575757575, spearman.coefficient(), 1e-14);
    assertEquals(-0.7278300282394071, spearman.lower(), 1e-9);
    assertEquals(0.5145466616329561, spearman.upper(), 1e-9);
    assertEquals(1, spearman.bound(), 1e-14);
  }

  /** SciPy 1.17: -0.7171371656006363. */
  @Test
  void tiesShareTheirMeanRank() {
    Spearman spearman =
        Spearman.of(new double[] {1, 1, 2, 2, 3, 3}, new double[] {.5, .6, .4, .7, .2, .1});
    assertEquals(-0.7171371656006363, spearman.coefficient(), 1e-14);
    assertEquals(-0.9742871906466284, spearman.lower(), 1e-9);
    assertEquals(0.3513955892578361, spearman.upper(), 1e-9);
  }

  /** Of k settings with n values each: the square of it is n^2 (k^2 - 1) / (n^2 k^2 - 1). */
  @Test
  void tiesKeepTheCoefficientFromOne() {
    double[] settings = new double[25];
    double[] values = new double[25];
    for (int i = 0; i < 25; i++) {
      settings[i] = 1 + 0.5 * (i % 5);
      values[i] = -10 * (i % 5) - i / 5;
    }
    Spearman spearman = Spearman.of(settings, values);
    assertEquals(Math.sqrt(25 * 24 / 624.0), spearman.bound(), 1e-14);
    assertEquals(-spearman.bound(), spearman.coefficient(), 1e-14);
    assertTrue(spearman.lower() > -1 && spearman.upper() < -0.94, spearman.toString());
  }

  @Test
  void whatHasNoIntervalOrNoCoefficientIsNaN() {
    double[] three = {1, 2, 3};
    Spearman exact = Spearman.of(three, three);
    assertEquals(1, exact.coefficient(), 1e-14);
    assertTrue(Double.isNaN(exact.lower()) && Double.isNaN(exact.upper()));
    assertTrue(Double.isNaN(Spearman.of(three, new double[3]).coefficient()));
    double[] four = {1, 2, 3, 4};
    assertEquals(1, Spearman.of(four, four).lower(), 1e-14, "no scatter, no width");
  }

  /** Of 5 settings and 5 seeds that shift all settings alike, as experiments have them. */
  @Test
  void theIntervalHoldsTheCoefficientOfManySeeds() {
    Random random = new Random(1);
    double truth = ofSeeds(4_000, random).coefficient();
    int held = 0;
    for (int i = 0; i < 400; i++) {
      Spearman spearman = ofSeeds(5, random);
      held += spearman.lower() <= truth && truth <= spearman.upper() ? 1 : 0;
    }
    assertTrue(held >= 372, held + " of 400");
  }

  private static Spearman ofSeeds(int seeds, Random random) {
    double[] settings = new double[5 * seeds];
    double[] values = new double[5 * seeds];
    for (int seed = 0; seed < seeds; seed++) {
      double shift = random.nextGaussian();
      for (int i = 0; i < 5; i++) {
        settings[5 * seed + i] = i;
        values[5 * seed + i] = shift - i + random.nextGaussian();
      }
    }
    return Spearman.of(settings, values);
  }

  @Test
  void refusesWhatIsNoPairs() {
    assertEquals(
        "spearman: needs two values or more and as many of both, not 2 and 3",
        message(new double[2], new double[3]));
    assertEquals(
        "spearman: needs two values or more and as many of both, not 1 and 1",
        message(new double[1], new double[1]));
    assertEquals(
        "spearman: NaN has no rank; leave such pairs out",
        message(new double[] {1, 2}, new double[] {1, Double.NaN}));
  }

  private static String message(double[] x, double[] y) {
    return assertThrows(IllegalArgumentException.class, () -> Spearman.of(x, y)).getMessage();
  }
}
