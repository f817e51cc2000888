// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

/** Losses and their gradients by the prediction x, against a target t. */
public interface LossKernels<A> {
  /** The sum of (x[i] - t[i])^2 for {@code from <= i < to}, sixteen partial sums wide. */
  double squaredError(int from, int to, A x, A t);

  /**
   * gx[i] = scale (x[i] - t[i]) for {@code from <= i < to}.
   *
   * @param gx Modified.
   */
  void squaredErrorGradient(double scale, int from, int to, A x, A t, A gx);

  /**
   * The sum of max(x[i], 0) - x[i] t[i] + log(1 + e^-|x[i]|) for {@code from <= i < to}: the
   * negative log-likelihood of t under sigmoid(x). Sixteen partial sums wide.
   */
  double logisticLoss(int from, int to, A x, A t);

  /**
   * gx[i] = scale (sigmoid(x[i]) - t[i]) for {@code from <= i < to}.
   *
   * @param gx Modified.
   */
  void logisticLossGradient(double scale, int from, int to, A x, A t, A gx);

  /**
   * losses[r] = log sum e^x[r] - x[r, label[r]] for {@code fromRow <= r < toRow}. All is reckoned
   * from the row's maximum M, so that large logits do not cancel.
   *
   * @param x rows of {@code columns} logits. Not modified.
   * @param label the classes, row r's at {@code first + r}. Not modified.
   * @param logSums receives log sum e^(x[r] - M). Modified.
   * @param losses Modified.
   */
  void crossEntropy(
      int fromRow, int toRow, int columns, A x, int[] label, int first, A logSums, A losses);

  /**
   * gx[r, c] = scale (e^(x[r, c] - M - logSums[r]) - [c = label[r]]) for {@code fromRow <= r <
   * toRow}.
   *
   * @param gx Modified; may be x.
   */
  void crossEntropyGradient(
      double scale,
      int fromRow,
      int toRow,
      int columns,
      A x,
      int[] label,
      int first,
      A logSums,
      A gx);
}
