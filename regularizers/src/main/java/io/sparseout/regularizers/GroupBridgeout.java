// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.WeightNoise;
import io.sparseout.regularizers.Sparseout.Gradient;

/**
 * Group Bridgeout: the weights of a group, so many neighbouring inputs of one output, share one
 * draw r ~ Bernoulli(1-p) and the strength of their noise, which follows the group's Euclidean
 * norm: w~ = w m with m = 1 + |w_g|^((q-2)/2) (r/(1-p) - 1). So E[w~] = w, Var[w~] = p/(1-p)
 * |w_g|^(q-2) w^2, and within a group Cov[w~_j, w~_k] = p/(1-p) |w_g|^(q-2) w_j w_k.
 *
 * <p>Of a linear model with inputs x it adds p/(1-p) sum over groups of |w_g|^(q-2) (w_g . x_g)^2
 * to the expected squared loss. In the mean over inputs that are uncorrelated and of variance 1,
 * that is p/(1-p) sum |w_g|^q: at q = 1 the group lasso of the groups, which makes whole groups
 * small. At a group of one weight it is {@link Bridgeout}. The idea of a penalty on norms of groups
 * is that of Khan's group Bridgeout, which draws for each weight alone and has rows for groups.
 *
 * <p>A draw is for a batch. Any weight in, the same shape out: neighbours are along all axes but
 * the first. Where a group's norm is 0 it stays 0. Biases are left as they are.
 *
 * @param p the probability that a group is dropped, from 0 to 1; at 1 the weights are zeros
 * @param q the norm, 0 or more
 * @param group how many weights are a group; divides the number of an output's weights
 * @param gradient which gradient the backward pass takes: m, the noise counted as a constant; or
 *     the derivative, of which m is a part
 * @param epsilon what is added to a norm before the power, 0 or more
 */
public record GroupBridgeout(float p, float q, int group, Gradient gradient, float epsilon)
    implements WeightNoise {
  /** Checks p, q, the size of a group and epsilon. */
  public GroupBridgeout {
    Require.probability("groupBridgeout", p);
    Require.finiteFromZero("groupBridgeout", "q, the norm,", q);
    Require.finiteFromZero("groupBridgeout", "epsilon", epsilon);
    if (group < 1) {
      throw new IllegalArgumentException(
          "groupBridgeout: group, the weights of a group, is 1 or more, not " + group);
    }
    if (gradient == null) {
      throw new IllegalArgumentException(
          "groupBridgeout: gradient is PUBLISHED or EXACT, not null");
    }
  }

  /** With the published gradient and no epsilon. */
  public GroupBridgeout(float p, float q, int group) {
    this(p, q, group, Gradient.PUBLISHED, 0);
  }

  /**
   * The weight with its noise.
   *
   * @throws IllegalArgumentException if the size of a group does not divide a row
   */
  @Override
  public Tensor forward(Tensor weight, Pass pass) {
    return pass.isTraining()
        ? weight.groupNoise(group, p, q, epsilon, gradient == Gradient.EXACT)
        : weight;
  }
}
