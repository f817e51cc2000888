// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import static io.sparseout.core.kernels.vector.Lanes.FLOATS;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.IS_NAN;

import io.sparseout.core.kernels.PoolWindow;
import io.sparseout.core.kernels.PoolingKernels;
import io.sparseout.core.kernels.scalar.PartialSums;
import io.sparseout.core.kernels.scalar.ScalarPooling;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Windows of two by two, side by side; other windows are the scalar kernels'.
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
    if (!w.isTwoByTwo()) {
      scalar.maxGradient(w, fromPlane, toPlane, x, g, gx);
      return;
    }
    int n = w.outWidth();
    for (int p = fromPlane; p < toPlane; p++) {
      for (int i = 0; i < w.outHeight(); i++) {
        int top = p * w.size() + 2 * i * w.width();
        int out = p * w.outSize() + i * n;
        if (!fits(w, toPlane, top, out) || !maxGradientRow(n, top, w.width(), x, out, g, gx)) {
          ScalarPooling.maxOfFourGradient(n, top, w.width(), x, out, g, gx);
        }
        clearLastColumn(w, top, gx);
      }
      clearLastRow(w, p, gx);
    }
  }

  /** Two rows of the gradient; gives up, and returns false, where an element is NaN. */
  private static boolean maxGradientRow(
      int n, int top, int width, float[] x, int out, float[] g, float[] gx) {
    FloatVector zero = FloatVector.zero(FLOATS);
    for (int j = 0; j < n; j += LANES) {
      int start = Math.min(j, Math.max(0, n - LANES));
      int a = top + 2 * start;
      int b = a + width;
      FloatVector first = load(x, a);
      FloatVector second = load(x, a + LANES);
      FloatVector topLeft = Pairs.left(first, second);
      FloatVector topRight = Pairs.right(first, second);
      first = load(x, b);
      second = load(x, b + LANES);
      FloatVector bottomLeft = Pairs.left(first, second);
      FloatVector bottomRight = Pairs.right(first, second);
      FloatVector maximum = topLeft.max(bottomLeft).max(topRight.max(bottomRight));
      if (maximum.test(IS_NAN).anyTrue()) {
        return false;
      }
      FloatVector rest = load(g, out + start); // what no element has taken yet
      var hit = topLeft.compare(EQ, maximum);
      FloatVector gTopLeft = zero.blend(rest, hit);
      rest = rest.blend(zero, hit);
      hit = topRight.compare(EQ, maximum);
      FloatVector gTopRight = zero.blend(rest, hit);
      rest = rest.blend(zero, hit);
      hit = bottomLeft.compare(EQ, maximum);
      FloatVector gBottomLeft = zero.blend(rest, hit);
      rest = rest.blend(zero, hit);
      Pairs.first(gTopLeft, gTopRight).intoArray(gx, a);
      Pairs.second(gTopLeft, gTopRight).intoArray(gx, a + LANES);
      Pairs.first(gBottomLeft, rest).intoArray(gx, b);
      Pairs.second(gBottomLeft, rest).intoArray(gx, b + LANES);
    }
    return true;
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
    if (!w.isTwoByTwo()) {
      scalar.averageGradient(w, fromPlane, toPlane, g, gx);
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
            FloatVector quarter = load(g, out + start).mul(0.25f);
            FloatVector first = Pairs.first(quarter, quarter);
            FloatVector second = Pairs.second(quarter, quarter);
            first.intoArray(gx, a);
            second.intoArray(gx, a + LANES);
            first.intoArray(gx, b);
            second.intoArray(gx, b + LANES);
          }
        } else {
          ScalarPooling.meanOfFourGradient(n, top, w.width(), out, g, gx);
        }
        clearLastColumn(w, top, gx);
      }
      clearLastRow(w, p, gx);
    }
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

  /** Clears the column that no window sees, if there is one, in two rows. */
  private static void clearLastColumn(PoolWindow w, int top, float[] gx) {
    if (w.width() % 2 == 1) {
      gx[top + w.width() - 1] = 0;
      gx[top + 2 * w.width() - 1] = 0;
    }
  }

  private static void clearLastRow(PoolWindow w, int plane, float[] gx) {
    if (w.height() % 2 == 1) {
      int end = (plane + 1) * w.size();
      Arrays.fill(gx, end - w.width(), end, 0);
    }
  }

  private static FloatVector load(float[] x, int i) {
    return FloatVector.fromArray(FLOATS, x, i);
  }
}
