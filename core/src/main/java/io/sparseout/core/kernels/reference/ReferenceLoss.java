// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.reference;

import static io.sparseout.core.kernels.reference.ReferenceMath.sigmoid;
import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.log1p;

import io.sparseout.core.kernels.LossKernels;

/** Losses, each above its gradient. */
final class ReferenceLoss implements LossKernels<double[]> {
  @Override
  public double squaredError(int from, int to, double[] x, double[] t) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (x[i] - t[i]) * (x[i] - t[i]);
    }
    return sum;
  }

  @Override
  public void squaredErrorGradient(
      double scale, int from, int to, double[] x, double[] t, double[] gx) {
    for (int i = from; i < to; i++) {
      gx[i] = scale * (x[i] - t[i]);
    }
  }

  @Override
  public double logisticLoss(int from, int to, double[] x, double[] t) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += Math.max(x[i], 0) - x[i] * t[i] + log1p(exp(-Math.abs(x[i])));
    }
    return sum;
  }

  @Override
  public void logisticLossGradient(
      double scale, int from, int to, double[] x, double[] t, double[] gx) {
    for (int i = from; i < to; i++) {
      gx[i] = scale * (sigmoid(x[i]) - t[i]);
    }
  }

  @Override
  public void crossEntropy(
      int fromRow,
      int toRow,
      int columns,
      double[] x,
      int[] label,
      int first,
      double[] logSums,
      double[] losses) {
    for (int r = fromRow; r < toRow; r++) {
      double maximum = ReferenceRow.maximum(r * columns, columns, x);
      logSums[r] = log(ReferenceRow.sumOfExp(r * columns, columns, x, maximum));
      losses[r] = logSums[r] - (x[r * columns + label[first + r]] - maximum);
    }
  }

  @Override
  public void crossEntropyGradient(
      double scale,
      int fromRow,
      int toRow,
      int columns,
      double[] x,
      int[] label,
      int first,
      double[] logSums,
      double[] gx) {
    for (int r = fromRow; r < toRow; r++) {
      double maximum = ReferenceRow.maximum(r * columns, columns, x);
      for (int c = 0; c < columns; c++) {
        int i = r * columns + c;
        double target = c == label[first + r] ? 1 : 0;
        gx[i] = scale * (exp((x[i] - maximum) - logSums[r]) - target);
      }
    }
  }
}
