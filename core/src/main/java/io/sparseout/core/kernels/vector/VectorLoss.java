// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import static io.sparseout.core.kernels.vector.Lanes.FLOATS;

import io.sparseout.core.kernels.LossKernels;
import io.sparseout.core.kernels.scalar.PartialSums;
import io.sparseout.core.kernels.scalar.ScalarLoss;
import io.sparseout.core.kernels.scalar.ScalarMath;
import jdk.incubator.vector.FloatVector;

/** Losses, each above its gradient; the formulas are those of {@link ScalarLoss}. */
final class VectorLoss implements LossKernels<float[]> {
  private static final int LANES = FLOATS.length();

  private final ScalarLoss scalar = new ScalarLoss();

  @Override
  public double squaredError(int from, int to, float[] x, float[] t) {
    return VectorSums.squaredError(from, to, x, t, new float[PartialSums.COUNT]);
  }

  @Override
  public void squaredErrorGradient(
      double scale, int from, int to, float[] x, float[] t, float[] gx) {
    scalar.squaredErrorGradient(scale, from, to, x, t, gx);
  }

  @Override
  public double logisticLoss(int from, int to, float[] x, float[] t) {
    return VectorSums.logisticLoss(from, to, x, t, new float[PartialSums.COUNT]);
  }

  @Override
  public void logisticLossGradient(
      double scale, int from, int to, float[] x, float[] t, float[] gx) {
    float factor = (float) scale;
    int end = to - (to - from) % LANES;
    VectorUnary.sigmoid(end - from, x, from, gx, from);
    for (int i = from; i < end; i += LANES) {
      FloatVector sigmoid = FloatVector.fromArray(FLOATS, gx, i);
      sigmoid.sub(FloatVector.fromArray(FLOATS, t, i)).mul(factor).intoArray(gx, i);
    }
    scalar.logisticLossGradient(scale, end, to, x, t, gx);
  }

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
      float maximum = VectorRow.maximum(start, start + columns, x);
      float logSum = ScalarMath.log(VectorSums.sumOfExp(start, start + columns, x, maximum, sums));
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
      int i = r * columns;
      int end = i + columns;
      int target = i + label[first + r];
      float maximum = VectorRow.maximum(i, end, x);
      float logSum = logSums[r];
      float wanted = factor * (ScalarMath.exp((x[target] - maximum) - logSum) - 1);
      for (; i + LANES <= end; i += LANES) {
        FloatVector v = FloatVector.fromArray(FLOATS, x, i).sub(maximum).sub(logSum);
        VectorMath.exp(v).mul(factor).intoArray(gx, i);
      }
      for (; i < end; i++) {
        gx[i] = factor * ScalarMath.exp((x[i] - maximum) - logSum);
      }
      gx[target] = wanted;
    }
  }
}
