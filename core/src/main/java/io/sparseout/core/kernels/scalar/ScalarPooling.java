// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.scalar;

import io.sparseout.core.kernels.PoolWindow;
import io.sparseout.core.kernels.PoolingKernels;
import java.util.Arrays;

/** Window by window; windows of two by two without branches and without loops within. */
public final class ScalarPooling implements PoolingKernels<float[]> {
  @Override
  public void max(PoolWindow w, int fromPlane, int toPlane, float[] x, float[] y) {
    for (int p = fromPlane; p < toPlane; p++) {
      for (int i = 0; i < w.outHeight(); i++) {
        int out = p * w.outSize() + i * w.outWidth();
        if (w.isTwoByTwo()) {
          maxOfFour(w.outWidth(), p * w.size() + 2 * i * w.width(), w.width(), x, out, y);
        } else {
          for (int j = 0; j < w.outWidth(); j++) {
            y[out + j] = maximum(w, p * w.size(), i, j, x);
          }
        }
      }
    }
  }

  /** A row of outputs from two rows of a plane, the first at {@code top}. */
  public static void maxOfFour(int n, int top, int width, float[] x, int out, float[] y) {
    int bottom = top + width;
    for (int j = 0; j < n; j++) {
      float left = Math.max(x[top + 2 * j], x[bottom + 2 * j]);
      float right = Math.max(x[top + 2 * j + 1], x[bottom + 2 * j + 1]);
      y[out + j] = Math.max(left, right);
    }
  }

  private static float maximum(PoolWindow w, int plane, int i, int j, float[] x) {
    float maximum = Float.NEGATIVE_INFINITY;
    for (int r = w.first(i); r < w.endRow(i); r++) {
      int row = plane + r * w.width();
      for (int e = row + w.first(j); e < row + w.endColumn(j); e++) {
        maximum = Math.max(maximum, x[e]);
      }
    }
    return maximum;
  }

  @Override
  public void maxGradient(
      PoolWindow w, int fromPlane, int toPlane, float[] x, float[] g, float[] gx) {
    Arrays.fill(gx, fromPlane * w.size(), toPlane * w.size(), 0);
    for (int p = fromPlane; p < toPlane; p++) {
      for (int i = 0; i < w.outHeight(); i++) {
        int out = p * w.outSize() + i * w.outWidth();
        if (w.isTwoByTwo()) {
          maxOfFourGradient(
              w.outWidth(), p * w.size() + 2 * i * w.width(), w.width(), x, out, g, gx);
        } else {
          for (int j = 0; j < w.outWidth(); j++) {
            gx[firstMaximum(w, p * w.size(), i, j, x)] += g[out + j];
          }
        }
      }
    }
  }

  /**
   * Two rows of the gradient, the first at {@code top}, from a row of outputs' gradients. Which
   * element is the maximum cannot be predicted, so that masks take the place of branches.
   */
  public static void maxOfFourGradient(
      int n, int top, int width, float[] x, int out, float[] g, float[] gx) {
    int bottom = top + width;
    for (int j = 0; j < n; j++) {
      int a = top + 2 * j;
      int b = bottom + 2 * j;
      float maximum = Math.max(Math.max(x[a], x[a + 1]), Math.max(x[b], x[b + 1]));
      if (Float.isNaN(maximum)) {
        firstNotNumberGradient(a, b, x, g[out + j], gx);
        continue;
      }
      int bits = bits(maximum);
      int rest = Float.floatToRawIntBits(g[out + j]); // what no element has taken yet
      int first = rest & equalMask(bits(x[a]), bits);
      rest ^= first;
      int second = rest & equalMask(bits(x[a + 1]), bits);
      rest ^= second;
      int third = rest & equalMask(bits(x[b]), bits);
      gx[a] = Float.intBitsToFloat(first);
      gx[a + 1] = Float.intBitsToFloat(second);
      gx[b] = Float.intBitsToFloat(third);
      gx[b + 1] = Float.intBitsToFloat(rest ^ third);
    }
  }

  /** The gradient of two pairs of elements, the first of which that is NaN has all. */
  private static void firstNotNumberGradient(int a, int b, float[] x, float g, float[] gx) {
    boolean first = Float.isNaN(x[a]);
    boolean second = !first && Float.isNaN(x[a + 1]);
    boolean third = !first && !second && Float.isNaN(x[b]);
    gx[a] = first ? g : 0;
    gx[a + 1] = second ? g : 0;
    gx[b] = third ? g : 0;
    gx[b + 1] = first || second || third ? 0 : g;
  }

  /** Bits that are the same for zeros of both signs. */
  private static int bits(float x) {
    return Float.floatToRawIntBits(x + 0f);
  }

  /** All ones where two numbers are equal, else 0. */
  private static int equalMask(int a, int b) {
    int difference = a ^ b;
    return ~((difference | -difference) >> 31);
  }

  private static int firstMaximum(PoolWindow w, int plane, int i, int j, float[] x) {
    int best = plane + w.first(i) * w.width() + w.first(j);
    float maximum = x[best];
    for (int r = w.first(i); r < w.endRow(i); r++) {
      int row = plane + r * w.width();
      for (int e = row + w.first(j); e < row + w.endColumn(j); e++) {
        if (x[e] > maximum || (Float.isNaN(x[e]) && !Float.isNaN(maximum))) {
          best = e;
          maximum = x[e];
        }
      }
    }
    return best;
  }

  @Override
  public void average(PoolWindow w, int fromPlane, int toPlane, float[] x, float[] y) {
    for (int p = fromPlane; p < toPlane; p++) {
      for (int i = 0; i < w.outHeight(); i++) {
        int out = p * w.outSize() + i * w.outWidth();
        if (w.isTwoByTwo()) {
          meanOfFour(w.outWidth(), p * w.size() + 2 * i * w.width(), w.width(), x, out, y);
        } else {
          for (int j = 0; j < w.outWidth(); j++) {
            y[out + j] = mean(w, p * w.size(), i, j, x);
          }
        }
      }
    }
  }

  /** A row of outputs from two rows of a plane, the first at {@code top}. */
  public static void meanOfFour(int n, int top, int width, float[] x, int out, float[] y) {
    int bottom = top + width;
    for (int j = 0; j < n; j++) {
      float left = x[top + 2 * j] + x[bottom + 2 * j];
      float right = x[top + 2 * j + 1] + x[bottom + 2 * j + 1];
      y[out + j] = (left + right) * 0.25f; // the same as / 4, a power of two
    }
  }

  private static float mean(PoolWindow w, int plane, int i, int j, float[] x) {
    float sum = 0;
    for (int c = w.first(j); c < w.endColumn(j); c++) {
      float column = 0;
      for (int r = w.first(i); r < w.endRow(i); r++) {
        column += x[plane + r * w.width() + c];
      }
      sum += column;
    }
    return sum / (w.kernelSize() * w.kernelSize());
  }

  @Override
  public void averageGradient(PoolWindow w, int fromPlane, int toPlane, float[] g, float[] gx) {
    Arrays.fill(gx, fromPlane * w.size(), toPlane * w.size(), 0);
    for (int p = fromPlane; p < toPlane; p++) {
      for (int i = 0; i < w.outHeight(); i++) {
        int out = p * w.outSize() + i * w.outWidth();
        if (w.isTwoByTwo()) {
          meanOfFourGradient(w.outWidth(), p * w.size() + 2 * i * w.width(), w.width(), out, g, gx);
        } else {
          for (int j = 0; j < w.outWidth(); j++) {
            addToWindow(w, p * w.size(), i, j, g[out + j], gx);
          }
        }
      }
    }
  }

  /** Two rows of the gradient, the first at {@code top}, from a row of outputs' gradients. */
  public static void meanOfFourGradient(int n, int top, int width, int out, float[] g, float[] gx) {
    int bottom = top + width;
    for (int j = 0; j < n; j++) {
      float quarter = g[out + j] * 0.25f;
      gx[top + 2 * j] = quarter;
      gx[top + 2 * j + 1] = quarter;
      gx[bottom + 2 * j] = quarter;
      gx[bottom + 2 * j + 1] = quarter;
    }
  }

  private static void addToWindow(PoolWindow w, int plane, int i, int j, float g, float[] gx) {
    float part = g / (w.kernelSize() * w.kernelSize());
    for (int r = w.first(i); r < w.endRow(i); r++) {
      int row = plane + r * w.width();
      for (int e = row + w.first(j); e < row + w.endColumn(j); e++) {
        gx[e] += part;
      }
    }
  }

  @Override
  public void planeMean(int size, int fromPlane, int toPlane, float[] x, float[] y) {
    float[] sums = new float[PartialSums.COUNT];
    for (int p = fromPlane; p < toPlane; p++) {
      int start = p * size;
      Arrays.fill(sums, 0);
      for (int i = start; i < start + size; i++) {
        sums[(i - start) % PartialSums.COUNT] += x[i];
      }
      y[p] = PartialSums.fold(sums) / size;
    }
  }

  @Override
  public void planeMeanGradient(int size, int fromPlane, int toPlane, float[] g, float[] gx) {
    for (int p = fromPlane; p < toPlane; p++) {
      Arrays.fill(gx, p * size, (p + 1) * size, g[p] / size);
    }
  }
}
