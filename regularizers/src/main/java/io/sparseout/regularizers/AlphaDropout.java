// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import io.sparseout.core.Channelwise;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;

/**
 * Alpha dropout, for activations of mean 0 and variance 1 such as those of SELU: y = a (x r + s
 * (1-r)) + b with r ~ Bernoulli(1-p) for each element and s = -lambda alpha = -1.7580993408473766,
 * what SELU tends to for negative x; a = ((1-p)(1 + p s^2))^(-1/2) and b = -a p s. Klambauer et al.
 * 2017, section 3. As PyTorch's AlphaDropout.
 *
 * <p>Of an element x, E[y] = a (1-p) x and Var[y] = a^2 p (1-p) (x - s)^2; over elements of mean 0
 * and variance 1, y has mean 0 and variance 1 too. Evaluation is the identity. Any shape in, the
 * same out.
 *
 * @param p the probability that an element is dropped, from 0 to 1; at 1 the output is zeros
 */
public record AlphaDropout(float p) implements Channelwise {
  /** What SELU tends to for negative x: -lambda alpha. */
  static final double SATURATED = -1.7580993408473766;

  /** Checks p. */
  public AlphaDropout {
    Require.probability("alpha-dropout", p);
  }

  @Override
  public Tensor forward(Tensor x, Pass pass) {
    if (!pass.isTraining() || p == 0) {
      return x;
    }
    if (p == 1) {
      return x.times(0);
    }
    double a = scale();
    Tensor kept = pass.bernoulli(x.dtype(), 1 - (double) p, x.shape().dims());
    // r a x + (1 - r) a s + b, of which what does not depend on x is a constant of r.
    Tensor constant = kept.times(-a * SATURATED).plus(a * SATURATED + shift());
    return x.times(kept.times(a)).plus(constant);
  }

  /** a. */
  double scale() {
    return 1 / Math.sqrt((1 - (double) p) * (1 + p * SATURATED * SATURATED));
  }

  /** b. */
  double shift() {
    return -scale() * p * SATURATED;
  }
}
