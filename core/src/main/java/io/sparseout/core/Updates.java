// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import static java.lang.StrictMath.pow;

import io.sparseout.core.kernels.AdamUpdate;
import io.sparseout.core.kernels.Binary;
import io.sparseout.core.kernels.ElementwiseKernels;
import io.sparseout.core.kernels.SgdUpdate;
import io.sparseout.core.kernels.UpdateKernels;
import io.sparseout.core.kernels.Workers;
import java.util.function.DoubleUnaryOperator;

/**
 * Updates of a parameter in place, each one pass over memory: what optimizers are made of. All
 * tensors of a call are of one type and size.
 */
public final class Updates {
  /** Below it, a sum of squares that was rounded to a float has lost digits. */
  private static final double SMALLEST_SQUARE = Float.MIN_NORMAL;

  private Updates() {}

  /**
   * Gradient descent: with d = gradientScale g + decay w, v = momentum v + d and w -= rate v; by
   * Nesterov's rule, w -= rate (d + momentum v). Sutskever et al. 2013, in PyTorch's form.
   *
   * @param w the parameter. Modified.
   * @param g the gradient. Not modified.
   * @param v the velocity, null where momentum is 0. Modified.
   */
  public static void sgd(
      Tensor w,
      Tensor g,
      Tensor v,
      double gradientScale,
      double rate,
      double momentum,
      boolean nesterov,
      double decay) {
    UpdateKernels<Object> kernels = w.dtype().kernels("sgd").updates();
    SgdUpdate update = new SgdUpdate(gradientScale, rate, momentum, nesterov, decay);
    Object velocity = v == null ? null : v.array();
    Workers.split(
        w.size(),
        Elementwise.GRAIN,
        (from, to) -> kernels.sgd(update, from, to, w.array(), g.array(), velocity));
  }

  /**
   * Adam, step t from 1: with d = gradientScale g + decay w, m = beta1 m + (1 - beta1) d, v = beta2
   * v + (1 - beta2) d^2 and w = shrink w - rate m' / (sqrt(v') + epsilon), where m' = m / (1 -
   * beta1^t), v' = v / (1 - beta2^t). Kingma and Ba 2015, algorithm 1; shrink is 1 - rate decay for
   * AdamW, Loshchilov and Hutter 2019, else 1.
   *
   * @param w the parameter. Modified.
   * @param g the gradient. Not modified.
   * @param m the first moment. Modified.
   * @param v the second moment. Modified.
   */
  public static void adam(
      Tensor w,
      Tensor g,
      Tensor m,
      Tensor v,
      long t,
      double gradientScale,
      double rate,
      double beta1,
      double beta2,
      double epsilon,
      double decay,
      double shrink) {
    UpdateKernels<Object> kernels = w.dtype().kernels("adam").updates();
    AdamUpdate update =
        new AdamUpdate(
            gradientScale,
            decay,
            shrink,
            beta1,
            beta2,
            rate / (1 - pow(beta1, (double) t)),
            Math.sqrt(1 - pow(beta2, (double) t)),
            epsilon);
    Workers.split(
        w.size(),
        Elementwise.GRAIN,
        (from, to) -> kernels.adam(update, from, to, w.array(), g.array(), m.array(), v.array()));
  }

  /**
   * The proximal step of L1: w = sgn(w) max(|w| - threshold, 0), which minimizes 1/2 (v - w)^2 +
   * threshold |v| over v. Zeros are exact. Parikh and Boyd 2014, section 6.5.2.
   *
   * @param w the parameter. Modified.
   * @param threshold 0 or more
   */
  public static void softThreshold(Tensor w, double threshold) {
    UpdateKernels<Object> kernels = w.dtype().kernels("softThreshold").updates();
    int start = w.offset();
    Workers.split(
        w.size(),
        Elementwise.GRAIN,
        (from, to) -> kernels.softThreshold(threshold, start + from, start + to, w.array()));
  }

  /**
   * The proximal step of the group lasso: each slice of w, an index of an axis, is multiplied by
   * max(1 - threshold / |slice|, 0), which minimizes 1/2 |v - slice|^2 + threshold |v| over v.
   * Slices of a norm of at most the threshold become exact zeros. Parikh and Boyd 2014, section
   * 6.5.1.
   *
   * @param w the parameter. Modified.
   * @param axis whose indices are the groups
   * @param threshold 0 or more
   */
  public static void shrinkNorms(Tensor w, int axis, double threshold) {
    scaleByNorms(w, axis, norm -> norm > threshold ? 1 - threshold / norm : 0);
  }

  /**
   * Multiplies each slice of w, an index of an axis, whose Euclidean norm is above a bound so that
   * it is the bound. Srivastava et al. 2014, section 5.1.
   *
   * @param w the parameter. Modified.
   * @param axis whose indices are the slices
   * @param bound more than 0
   */
  public static void boundNorms(Tensor w, int axis, double bound) {
    scaleByNorms(w, axis, norm -> norm > bound ? bound / norm : 1);
  }

  private static void scaleByNorms(Tensor w, int axis, DoubleUnaryOperator factor) {
    Groups groups = Groups.of(w.shape(), axis, "groups");
    Tensor squares = Tensor.allocate(w.dtype(), Shape.of(groups.n()), null);
    groups.dots(w, w, squares);
    double[] factors = squares.toDoubleArray();
    boolean changes = false;
    for (int j = 0; j < factors.length; j++) {
      boolean exact = factors[j] >= SMALLEST_SQUARE && factors[j] < Double.POSITIVE_INFINITY;
      double norm = exact ? Math.sqrt(factors[j]) : groups.norm(w, j);
      // What is not finite is left as it is: to be seen, not to be hidden by a zero.
      factors[j] = norm < Double.POSITIVE_INFINITY ? factor.applyAsDouble(norm) : 1;
      changes |= factors[j] != 1;
    }
    if (changes) {
      groups.scale(Tensor.of(factors, factors.length).to(w.dtype()), w, w);
    }
  }

  /**
   * w = w f, element by element: with f of zeros and ones, what keeps pruned weights zero.
   *
   * @param w the parameter. Modified.
   * @param f the factors, of the same type and shape. Not modified.
   * @throws IllegalArgumentException if the types or shapes differ
   */
  public static void multiply(Tensor w, Tensor f) {
    DType.requireSame("multiply", w, f);
    if (!w.shape().equals(f.shape())) {
      throw new IllegalArgumentException(
          "multiply: shapes differ, " + w.shape() + " and " + f.shape());
    }
    ElementwiseKernels<Object> kernels = w.dtype().kernels("multiply").elementwise();
    Tensor own = w.aligned();
    Tensor factors = f.aligned();
    Workers.split(
        w.size(),
        Elementwise.GRAIN,
        (from, to) ->
            kernels.binary(Binary.TIMES, from, to, own.array(), factors.array(), own.array()));
    if (own != w) {
      w.assign(own);
    }
  }

  /** The sum of the squares of all elements. */
  public static double sumOfSquares(Tensor x) {
    return Reductions.chunked(
        x.size(),
        (from, to) ->
            x.dtype()
                .kernels("sumOfSquares")
                .reductions()
                .sumOfSquares(x.offset() + from, x.offset() + to, x.array()));
  }
}
