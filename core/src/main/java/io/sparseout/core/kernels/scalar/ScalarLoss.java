// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.scalar;

import io.sparseout.core.kernels.LossKernels;

/** Losses, each above its gradient. */
public final class ScalarLoss implements LossKernels<float[]> {
  @Override
  public double squaredError(int from, int to, float[] x, float[] t) {
    float[] sums = new float[PartialSums.COUNT];
    for (int i = from; i < to; i++) {
      int lane = (i - from) % PartialSums.COUNT;
      float error = x[i] - t[i];
      sums[lane] = Math.fma(error, error, sums[lane]);
    }
    return PartialSums.fold(sums);
  }

  @Override
  public void squaredErrorGradient(
      double scale, int from, int to, float[] x, float[] t, float[] gx) {
    float factor = (float) scale;
    for (int i = from; i < to; i++) {
      gx[i] = factor * (x[i] - t[i]);
    }
  }

  @Override
  public double logisticLoss(int from, int to, float[] x, float[] t) {
    float[] sums = new float[PartialSums.COUNT];
    for (int i = from; i < to; i++) {
      sums[(i - from) % PartialSums.COUNT] += logisticLoss(x[i], t[i]);
    }
    return PartialSums.fold(sums);
  }

  /** fma(-x, t, max(x, 0)) + log1p(exp(-|x|)). */
  public static float logisticLoss(float x, float t) {
    return Math.fma(-x, t, Math.max(x, 0)) + ScalarMath.log1p(ScalarMath.exp(-Math.abs(x)));
  }

  @Override
  public void logisticLossGradient(
      double scale, int from, int to, float[] x, float[] t, float[] gx) {
    float factor = (float) scale;
    for (int i = from; i < to; i++) {
      gx[i] = factor * (ScalarMath.sigmoid(x[i]) - t[i]);
    }
  }

  /**
   * With the row's maximum M and s = sum exp(x - M): logSums = log s, losses = log s - (x[label] -
   * M), which does not cancel where M is large.
   */
  @Override
  public void crossEntropy(
      int fromRow,
      int toRow,
      int columns,
      float[] x,
      int[] label,
      int first,
      float[] logSums,
      float[] losses) {
    float[] sums = new float[PartialSums.COUNT];
    for (int r = fromRow; r < toRow; r++) {
      int start = r * columns;
      float maximum = ScalarRow.maximum(start, start + columns, x);
      float logSum = ScalarMath.log(ScalarRow.sumOfExp(start, start + columns, x, maximum, sums));
      logSums[r] = logSum;
      losses[r] = logSum - (x[start + label[first + r]] - maximum);
    }
  }

  @Override
  public void crossEntropyGradient(
      double scale,
      int fromRow,
      int toRow,
      int columns,
      float[] x,
      int[] label,
      int first,
      float[] logSums,
      float[] gx) {
    float factor = (float) scale;
    for (int r = fromRow; r < toRow; r++) {
      int start = r * columns;
      float maximum = ScalarRow.maximum(start, start + columns, x);
      float logSum = logSums[r];
      int target = start + label[first + r];
      float wanted = factor * (ScalarMath.exp((x[target] - maximum) - logSum) - 1);
      for (int i = start; i < start + columns; i++) {
        gx[i] = factor * ScalarMath.exp((x[i] - maximum) - logSum);
      }
      gx[target] = wanted;
    }
  }
}
