// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.scalar;

import static java.lang.Math.fma;

import io.sparseout.core.kernels.BatchNormKernels;
import io.sparseout.core.kernels.Channels;
import java.util.Arrays;

/** Plane by plane, or where planes are single elements, row by row of channels. */
public final class ScalarBatchNorm implements BatchNormKernels<float[]> {
  @Override
  public void statistics(
      Channels shape, int from, int to, float[] x, float[] mean, float[] variance) {
    if (shape.size() == 1) {
      rowStatistics(shape, from, to, x, mean, variance);
      return;
    }
    Moments moments = new Moments();
    float[] sums = new float[PartialSums.COUNT];
    for (int c = from; c < to; c++) {
      moments.clear();
      for (int n = 0; n < shape.examples(); n++) {
        int start = shape.start(n, c);
        int end = start + shape.size();
        float m = sum(start, end, x, sums) / shape.size();
        moments.add(shape.size(), m, squaredDeviation(start, end, x, m, sums));
      }
      mean[c] = moments.mean();
      variance[c] = moments.variance();
    }
  }

  /** The statistics of columns: rows outside, so that memory is read in order. */
  public static void rowStatistics(
      Channels shape, int from, int to, float[] x, float[] mean, float[] variance) {
    float count = shape.examples();
    Arrays.fill(mean, from, to, 0);
    Arrays.fill(variance, from, to, 0);
    for (int n = 0; n < shape.examples(); n++) {
      int row = n * shape.channels();
      for (int c = from; c < to; c++) {
        mean[c] += x[row + c];
      }
    }
    for (int c = from; c < to; c++) {
      mean[c] /= count;
    }
    for (int n = 0; n < shape.examples(); n++) {
      int row = n * shape.channels();
      for (int c = from; c < to; c++) {
        float d = x[row + c] - mean[c];
        variance[c] = fma(d, d, variance[c]);
      }
    }
    for (int c = from; c < to; c++) {
      variance[c] /= count;
    }
  }

  @Override
  public void normalize(
      Channels shape,
      int from,
      int to,
      float[] x,
      float[] mean,
      float[] scale,
      float[] shift,
      float[] y) {
    for (int n = from; n < to; n++) {
      if (shape.size() == 1) {
        normalizeRow(n * shape.channels(), 0, shape.channels(), x, mean, scale, shift, y);
      } else {
        for (int c = 0; c < shape.channels(); c++) {
          int start = shape.start(n, c);
          normalizePlane(start, start + shape.size(), x, mean[c], scale[c], shift[c], y);
        }
      }
    }
  }

  /** One plane, or a part of it. */
  public static void normalizePlane(
      int from, int to, float[] x, float mean, float scale, float shift, float[] y) {
    for (int i = from; i < to; i++) {
      y[i] = fma(scale, x[i] - mean, shift);
    }
  }

  /** The row of channels {@code from <= c < to} that begins at {@code row}. */
  public static void normalizeRow(
      int row, int from, int to, float[] x, float[] mean, float[] scale, float[] shift, float[] y) {
    for (int c = from; c < to; c++) {
      y[row + c] = fma(scale[c], x[row + c] - mean[c], shift[c]);
    }
  }

  @Override
  public void gradientSums(
      Channels shape,
      int from,
      int to,
      float[] x,
      float[] g,
      float[] mean,
      float[] sums,
      float[] products) {
    if (shape.size() == 1) {
      rowGradientSums(shape, from, to, x, g, mean, sums, products);
      return;
    }
    float[] room = new float[PartialSums.COUNT];
    for (int c = from; c < to; c++) {
      double sum = 0;
      double product = 0;
      for (int n = 0; n < shape.examples(); n++) {
        int start = shape.start(n, c);
        int end = start + shape.size();
        sum += sum(start, end, g, room);
        product += dotDeviation(start, end, g, x, mean[c], room);
      }
      sums[c] = (float) sum;
      products[c] = (float) product;
    }
  }

  /** The sums over columns. */
  public static void rowGradientSums(
      Channels shape,
      int from,
      int to,
      float[] x,
      float[] g,
      float[] mean,
      float[] sums,
      float[] products) {
    Arrays.fill(sums, from, to, 0);
    Arrays.fill(products, from, to, 0);
    for (int n = 0; n < shape.examples(); n++) {
      int row = n * shape.channels();
      for (int c = from; c < to; c++) {
        sums[c] += g[row + c];
        products[c] = fma(g[row + c], x[row + c] - mean[c], products[c]);
      }
    }
  }

  @Override
  public void gradient(
      Channels shape,
      int from,
      int to,
      float[] x,
      float[] g,
      float[] mean,
      float[] scale,
      float[] slope,
      float[] shift,
      float[] gx) {
    for (int n = from; n < to; n++) {
      int row = n * shape.channels();
      if (shape.size() == 1) {
        gradientRow(row, 0, shape.channels(), x, g, mean, scale, slope, shift, gx);
      } else {
        for (int c = 0; c < shape.channels(); c++) {
          int start = shape.start(n, c);
          int end = start + shape.size();
          gradientPlane(start, end, x, g, mean[c], scale[c], slope[c], shift[c], gx);
        }
      }
    }
  }

  /** One plane, or a part of it. */
  public static void gradientPlane(
      int from,
      int to,
      float[] x,
      float[] g,
      float mean,
      float scale,
      float slope,
      float shift,
      float[] gx) {
    for (int i = from; i < to; i++) {
      gx[i] = fma(scale, g[i], fma(slope, x[i] - mean, shift));
    }
  }

  /** The row of channels {@code from <= c < to} that begins at {@code row}. */
  public static void gradientRow(
      int row,
      int from,
      int to,
      float[] x,
      float[] g,
      float[] mean,
      float[] scale,
      float[] slope,
      float[] shift,
      float[] gx) {
    for (int c = from; c < to; c++) {
      float deviation = fma(slope[c], x[row + c] - mean[c], shift[c]);
      gx[row + c] = fma(scale[c], g[row + c], deviation);
    }
  }

  private static float sum(int from, int to, float[] x, float[] sums) {
    Arrays.fill(sums, 0);
    for (int i = from; i < to; i++) {
      sums[(i - from) % PartialSums.COUNT] += x[i];
    }
    return PartialSums.fold(sums);
  }

  private static float squaredDeviation(int from, int to, float[] x, float mean, float[] sums) {
    Arrays.fill(sums, 0);
    for (int i = from; i < to; i++) {
      int lane = (i - from) % PartialSums.COUNT;
      float d = x[i] - mean;
      sums[lane] = fma(d, d, sums[lane]);
    }
    return PartialSums.fold(sums);
  }

  private static float dotDeviation(
      int from, int to, float[] g, float[] x, float mean, float[] sums) {
    Arrays.fill(sums, 0);
    for (int i = from; i < to; i++) {
      int lane = (i - from) % PartialSums.COUNT;
      sums[lane] = fma(g[i], x[i] - mean, sums[lane]);
    }
    return PartialSums.fold(sums);
  }
}
