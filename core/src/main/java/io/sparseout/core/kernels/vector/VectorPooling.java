// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import static io.sparseout.core.kernels.vector.Lanes.FLOATS;

import io.sparseout.core.kernels.PoolWindow;
import io.sparseout.core.kernels.PoolingKernels;
import io.sparseout.core.kernels.scalar.PartialSums;
import io.sparseout.core.kernels.scalar.ScalarPooling;
import jdk.incubator.vector.FloatVector;

/**
 * Windows of two by two, side by side; other windows and the gradients are the scalar kernels'.
 *
 * <p>A row of outputs is cut into whole vectors, of which the last one begins earlier where it
 * would be too long. A row that fills no vector is written with what follows it: rows are written
 * in ascending order, so the next ones put right what is beyond this one. Where nothing follows
 * that would, the scalar kernels do the row.
 */
final class VectorPooling implements PoolingKernels<float[]> {
  private static final int LANES = FLOATS.length();

  private final ScalarPooling scalar = new ScalarPooling();

  @Override
  public void max(PoolWindow w, int fromPlane, int toPlane, float[] x, float[] y) {
    if (!w.isTwoByTwo()) {
      scalar.max(w, fromPlane, toPlane, x, y);
      return;
    }
    int n = w.outWidth();
    for (int p = fromPlane; p < toPlane; p++) {
      for (int i = 0; i < w.outHeight(); i++) {
        int top = p * w.size() + 2 * i * w.width();
        int out = p * w.outSize() + i * n;
        if (fits(w, toPlane, top, out)) {
          for (int j = 0; j < n; j += LANES) {
            int start = Math.min(j, Math.max(0, n - LANES));
            int a = top + 2 * start;
            int b = a + w.width();
            FloatVector first = load(x, a).max(load(x, b));
            FloatVector second = load(x, a + LANES).max(load(x, b + LANES));
            Pairs.left(first, second).max(Pairs.right(first, second)).intoArray(y, out + start);
          }
        } else {
          ScalarPooling.maxOfFour(n, top, w.width(), x, out, y);
        }
      }
    }
  }

  @Override
  public void maxGradient(
      PoolWindow w, int fromPlane, int toPlane, float[] x, float[] g, float[] gx) {
    scalar.maxGradient(w, fromPlane, toPlane, x, g, gx);
  }

  @Override
  public void average(PoolWindow w, int fromPlane, int toPlane, float[] x, float[] y) {
    if (!w.isTwoByTwo()) {
      scalar.average(w, fromPlane, toPlane, x, y);
      return;
    }
    int n = w.outWidth();
    for (int p = fromPlane; p < toPlane; p++) {
      for (int i = 0; i < w.outHeight(); i++) {
        int top = p * w.size() + 2 * i * w.width();
        int out = p * w.outSize() + i * n;
        if (fits(w, toPlane, top, out)) {
          for (int j = 0; j < n; j += LANES) {
            int start = Math.min(j, Math.max(0, n - LANES));
            int a = top + 2 * start;
            int b = a + w.width();
            FloatVector first = load(x, a).add(load(x, b));
            FloatVector second = load(x, a + LANES).add(load(x, b + LANES));
            FloatVector sum = Pairs.left(first, second).add(Pairs.right(first, second));
            sum.mul(0.25f).intoArray(y, out + start);
          }
        } else {
          ScalarPooling.meanOfFour(n, top, w.width(), x, out, y);
        }
      }
    }
  }

  @Override
  public void averageGradient(PoolWindow w, int fromPlane, int toPlane, float[] g, float[] gx) {
    scalar.averageGradient(w, fromPlane, toPlane, g, gx);
  }

  @Override
  public void planeMean(int size, int fromPlane, int toPlane, float[] x, float[] y) {
    float[] sums = new float[PartialSums.COUNT];
    for (int p = fromPlane; p < toPlane; p++) {
      y[p] = VectorSums.sum(p * size, (p + 1) * size, x, sums) / size;
    }
  }

  @Override
  public void planeMeanGradient(int size, int fromPlane, int toPlane, float[] g, float[] gx) {
    scalar.planeMeanGradient(size, fromPlane, toPlane, g, gx);
  }

  /** Whether whole vectors from a row's start on stay within the range's planes and outputs. */
  private static boolean fits(PoolWindow w, int toPlane, int top, int out) {
    int n = Math.max(LANES, w.outWidth());
    return out + n <= toPlane * w.outSize() && top + w.width() + 2 * n <= toPlane * w.size();
  }

  private static FloatVector load(float[] x, int i) {
    return FloatVector.fromArray(FLOATS, x, i);
  }
}
