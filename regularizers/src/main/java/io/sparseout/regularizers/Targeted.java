// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import io.sparseout.core.Channelwise;
import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;

/**
 * A regularizer for the smallest activations alone: of each example's n elements, share n (rounded)
 * of smallest magnitude are what the regularizer makes of them, the others stay as they are. What
 * is small so becomes dispensable, and pruning it costs less. Gomez et al. 2019, section 4, on
 * activations, and with noise whose mean is 1: with {@link Dropout} or {@link Sparseout}, E[y] = x,
 * and Var[y] is theirs for the elements that are perturbed, 0 for the others. Of equal magnitudes
 * the earlier ones are smaller. Evaluation is the identity. {@code [n, ...]} in, the same out.
 *
 * @param regularizer {@link Dropout}, {@link Sparseout}, or another of single elements
 * @param share of the elements, from 0 to 1; at 1 it is the regularizer
 */
public record Targeted(Layer regularizer, float share) implements Channelwise {
  /** Checks both. */
  public Targeted {
    Require.regularizer("targeted", regularizer);
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "targeted: share, the part of the elements that is perturbed, is from 0 to 1, not "
              + share);
    }
  }

  @Override
  public Tensor forward(Tensor x, Pass pass) {
    if (!pass.isTraining() || share == 0) {
      return x;
    }
    Tensor y = pass.call("targeted", regularizer, x);
    if (share == 1 || y == x) {
      return y;
    }
    Tensor small = x.smallest(share);
    Tensor others = small.negate().plus(1);
    return y.times(small).plus(x.times(others));
  }
}
