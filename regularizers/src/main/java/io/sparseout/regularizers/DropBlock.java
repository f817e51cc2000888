// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import io.sparseout.core.Channelwise;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;

/**
 * DropBlock: y = x m / mean(m), where m is 0 in squares of {@code size} by {@code size} pixels and
 * 1 elsewhere. In each channel of each example, each place where a whole square fits has one with
 * the probability gamma = p h w / (size^2 (h - size + 1) (w - size + 1)), at most 1; squares may
 * overlap. The mean is over all of the input. Ghiasi et al. 2018, algorithm 1, with a mask for each
 * channel.
 *
 * <p>A pixel that k squares could cover is dropped with the probability 1 - (1 - gamma)^k, with k =
 * size^2 but near the edges, where it is smaller: about p. So E[y] is x but for the edges, and
 * where size is 1 but for the variation of mean(m), which also adds to Var[y] = about p/(1-p) x^2.
 * The sum of m / mean(m) is always the number of elements; where all of m is 0, so is y. Evaluation
 * is the identity. {@code [n, c, h, w]} in, the same out.
 *
 * @param p about the probability that an element is dropped, from 0 to 1; at 1 the output is zeros
 * @param size pixels of a square's side, 1 or more
 */
public record DropBlock(float p, int size) implements Channelwise {
  /** Checks both. */
  public DropBlock {
    Require.probability("drop-block", p);
    if (size < 1) {
      throw new IllegalArgumentException(
          "drop-block: size, a square's side, is 1 or more, not " + size);
    }
  }

  /**
   * Drops squares.
   *
   * @throws IllegalArgumentException if the input has other axes, or images smaller than a square
   */
  @Override
  public Tensor forward(Tensor x, Pass pass) {
    if (x.shape().rank() != 4 || x.shape().dim(-2) < size || x.shape().dim(-1) < size) {
      throw new IllegalArgumentException(
          "drop-block: takes [n, c, h, w] of at least "
              + size
              + " by "
              + size
              + " pixels, not "
              + x.shape()
              + "; take smaller squares by size");
    }
    if (!pass.isTraining() || p == 0 || x.size() == 0) {
      return x;
    }
    if (p == 1) {
      return x.times(0);
    }
    double gamma = gamma(x.shape().dim(-2), x.shape().dim(-1));
    Tensor mask = pass.blocks(x.dtype(), gamma, size, x.shape().dims());
    double kept = mask.mean().item();
    return x.times(kept == 0 ? mask : mask.times(1 / kept));
  }

  private double gamma(int height, int width) {
    double places = (height - size + 1.0) * (width - size + 1.0);
    return Math.min(1, p * ((double) height * width) / ((double) size * size * places));
  }
}
