// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import static java.lang.StrictMath.log;

import io.sparseout.core.Channelwise;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;

/**
 * The identity, with a penalty of strength times the sum over units of the Kullback-Leibler
 * divergence of a target rate t from the unit's mean activation a over the batch, t log(t/a) +
 * (1-t) log((1-t)/(1-a)), in training: the sparse autoencoder of Ng 2011. Its derivative by an
 * activation is strength ((1-t)/(1-a) - t/a) / n. Takes {@code [n, ...]}, a unit for each index of
 * the axes but the first, with activations from 0 to 1, as behind a sigmoid; gives the same.
 *
 * <p>2^-20 is added to a and to 1-a, so that the penalty of a unit that is always 0 or always 1 is
 * finite.
 *
 * @param strength beta, 0 or more
 * @param rate t, the target, more than 0 and less than 1
 */
public record ActivityKl(float strength, float rate) implements Channelwise {
  private static final double SMALL = 0x1p-20;

  /** Checks both. */
  public ActivityKl {
    Require.finiteFromZero("activityKl", "the strength", strength);
    if (!(rate > 0 && rate < 1)) {
      throw new IllegalArgumentException(
          "activityKl: rate, the target, is more than 0 and less than 1, not " + rate);
    }
  }

  /**
   * The same tensor.
   *
   * @throws IllegalArgumentException if a unit's mean activation is not from 0 to 1
   */
  @Override
  public Tensor forward(Tensor x, Pass pass) {
    if (!pass.isTraining() || strength == 0 || x.size() == 0) {
      return x;
    }
    Tensor means = x.reshape(x.shape().dim(0), -1).mean(0);
    check(means);
    double t = rate;
    Tensor active = means.plus(SMALL).log().times(-t);
    Tensor idle = means.negate().plus(1 + SMALL).log().times(t - 1);
    double least = t * log(t) + (1 - t) * log(1 - t);
    pass.penalize(active.plus(idle).plus(least).sum().times(strength));
    return x;
  }

  private static void check(Tensor means) {
    for (int unit = 0; unit < means.size(); unit++) {
      double mean = means.get(unit);
      if (mean < 0 || mean > 1 + SMALL / 2) { // NaN is the loss's matter
        throw new IllegalArgumentException(
            "activityKl: takes activations from 0 to 1, the mean of unit "
                + unit
                + " is "
                + mean
                + "; put it behind a sigmoid");
      }
    }
  }
}
