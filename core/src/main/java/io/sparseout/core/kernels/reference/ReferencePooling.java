// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.reference;

import io.sparseout.core.kernels.PoolWindow;
import io.sparseout.core.kernels.PoolingKernels;
import java.util.Arrays;

/** Window by window. */
final class ReferencePooling implements PoolingKernels<double[]> {
  /** The elements of a window, one after the other in row order. */
  @FunctionalInterface
  private interface Visitor {
    void visit(int element);
  }

  /** What is done with a window. */
  @FunctionalInterface
  private interface Work {
    void run(int plane, int row, int column, int output);
  }

  @Override
  public void max(PoolWindow w, int fromPlane, int toPlane, double[] x, double[] y) {
    forWindows(w, fromPlane, toPlane, (p, i, j, out) -> y[out] = x[firstMaximum(w, p, i, j, x)]);
  }

  @Override
  public void maxGradient(
      PoolWindow w, int fromPlane, int toPlane, double[] x, double[] g, double[] gx) {
    Arrays.fill(gx, fromPlane * w.size(), toPlane * w.size(), 0);
    forWindows(w, fromPlane, toPlane, (p, i, j, out) -> gx[firstMaximum(w, p, i, j, x)] += g[out]);
  }

  @Override
  public void average(PoolWindow w, int fromPlane, int toPlane, double[] x, double[] y) {
    double count = w.kernelSize() * w.kernelSize();
    forWindows(
        w,
        fromPlane,
        toPlane,
        (p, i, j, out) -> {
          y[out] = 0;
          forElements(w, p, i, j, element -> y[out] += x[element]);
          y[out] /= count;
        });
  }

  @Override
  public void averageGradient(PoolWindow w, int fromPlane, int toPlane, double[] g, double[] gx) {
    double count = w.kernelSize() * w.kernelSize();
    Arrays.fill(gx, fromPlane * w.size(), toPlane * w.size(), 0);
    forWindows(
        w,
        fromPlane,
        toPlane,
        (p, i, j, out) -> forElements(w, p, i, j, element -> gx[element] += g[out] / count));
  }

  @Override
  public void planeMean(int size, int fromPlane, int toPlane, double[] x, double[] y) {
    for (int p = fromPlane; p < toPlane; p++) {
      double sum = 0;
      for (int i = p * size; i < (p + 1) * size; i++) {
        sum += x[i];
      }
      y[p] = sum / size;
    }
  }

  @Override
  public void planeMeanGradient(int size, int fromPlane, int toPlane, double[] g, double[] gx) {
    for (int p = fromPlane; p < toPlane; p++) {
      Arrays.fill(gx, p * size, (p + 1) * size, g[p] / size);
    }
  }

  private static int firstMaximum(PoolWindow w, int plane, int row, int column, double[] x) {
    int[] best = {-1};
    forElements(
        w,
        plane,
        row,
        column,
        element -> {
          double value = x[element];
          double maximum = best[0] < 0 ? 0 : x[best[0]];
          if (best[0] < 0 || value > maximum || (Double.isNaN(value) && !Double.isNaN(maximum))) {
            best[0] = element;
          }
        });
    return best[0];
  }

  private static void forWindows(PoolWindow w, int fromPlane, int toPlane, Work work) {
    for (int p = fromPlane; p < toPlane; p++) {
      for (int i = 0; i < w.outHeight(); i++) {
        for (int j = 0; j < w.outWidth(); j++) {
          work.run(p, i, j, p * w.outSize() + i * w.outWidth() + j);
        }
      }
    }
  }

  private static void forElements(PoolWindow w, int plane, int row, int column, Visitor visitor) {
    for (int r = w.first(row); r < w.endRow(row); r++) {
      for (int c = w.first(column); c < w.endColumn(column); c++) {
        visitor.visit(plane * w.size() + r * w.width() + c);
      }
    }
  }
}
