// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.theory;

import io.sparseout.core.DType;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import java.util.Arrays;

/**
 * What noise makes of each element of a vector: one number where it is kept, another where it is
 * dropped. Both are read off draws in double by the regularizer's own code; kept elements move away
 * from 0, dropped ones toward or beyond it. As an element's number does not depend on what becomes
 * of the others, which every draw confirms, all 2^d masks are put together from 2 d numbers: the
 * rarest mask would not come in any number of draws.
 */
final class Outcomes {
  private static final int COPIES = 2_048;

  /** An element is dropped with a probability of 0.001 at the least, so this is never too few. */
  private static final int MOST_PASSES = 64;

  private final double[] values;
  private final double[] kept;
  private final double[] dropped;

  private Outcomes(double... values) {
    this.values = values;
    this.kept = new double[values.length];
    this.dropped = new double[values.length];
    Arrays.fill(kept, Double.NaN);
    Arrays.fill(dropped, Double.NaN);
  }

  /**
   * Draws until each element was kept and dropped.
   *
   * @param values none of them 0. Not modified.
   * @throws IllegalStateException if an element is left as it is, has a third value, or is not seen
   *     both kept and dropped
   */
  static Outcomes of(Noise noise, RandomStream random, double... values) {
    Outcomes outcomes = new Outcomes(values);
    Tensor copies = Noise.copies(COPIES, DType.FLOAT64, values);
    for (int i = 0; i < MOST_PASSES && !outcomes.isComplete(); i++) {
      try (Pass pass = Pass.training(random)) {
        outcomes.see(noise.draw(copies, pass).toDoubleArray());
      }
    }
    if (!outcomes.isComplete()) {
      throw new IllegalStateException(
          "outcomes: "
              + noise.regularizer()
              + " has not both kept and dropped each element in "
              + MOST_PASSES * COPIES
              + " draws");
    }
    return outcomes;
  }

  private boolean isComplete() {
    return Arrays.stream(kept).noneMatch(Double::isNaN)
        && Arrays.stream(dropped).noneMatch(Double::isNaN);
  }

  private void see(double... drawn) {
    for (int i = 0; i < drawn.length; i++) {
      int j = i % values.length;
      double away = (drawn[i] - values[j]) * Math.signum(values[j]);
      double[] side = away > 0 ? kept : dropped;
      if (!(away != 0) || !(Double.isNaN(side[j]) || side[j] == drawn[i])) {
        throw new IllegalStateException(
            "outcomes: element "
                + j
                + ", "
                + values[j]
                + ", became "
                + drawn[i]
                + ", which is neither of its two outcomes "
                + kept[j]
                + " and "
                + dropped[j]);
      }
      side[j] = drawn[i];
    }
  }

  /** What element j gains where it is kept. */
  double gainKept(int j) {
    return kept[j] - values[j];
  }

  /** What element j gains where it is dropped, of the other sign. */
  double gainDropped(int j) {
    return dropped[j] - values[j];
  }
}
