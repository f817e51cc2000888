// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import static io.sparseout.core.kernels.vector.Lanes.FLOATS;

import io.sparseout.core.kernels.BatchNormKernels;
import io.sparseout.core.kernels.Channels;
import io.sparseout.core.kernels.scalar.Moments;
import io.sparseout.core.kernels.scalar.PartialSums;
import io.sparseout.core.kernels.scalar.ScalarBatchNorm;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/** Plane by plane or row by row; the formulas are those of {@link ScalarBatchNorm}. */
final class VectorBatchNorm implements BatchNormKernels<float[]> {
  private static final int LANES = FLOATS.length();

  @Override
  public void statistics(
      Channels shape, int from, int to, float[] x, float[] mean, float[] variance) {
    if (shape.size() == 1) {
      int end = to - (to - from) % LANES;
      rowStatistics(shape, from, end, x, mean, variance);
      ScalarBatchNorm.rowStatistics(shape, end, to, x, mean, variance);
      return;
    }
    Moments moments = new Moments();
    float[] sums = new float[PartialSums.COUNT];
    for (int c = from; c < to; c++) {
      moments.clear();
      for (int n = 0; n < shape.examples(); n++) {
        int start = shape.start(n, c);
        int end = start + shape.size();
        float m = VectorSums.sum(start, end, x, sums) / shape.size();
        moments.add(shape.size(), m, VectorSums.squaredDeviation(start, end, x, m, sums));
      }
      mean[c] = moments.mean();
      variance[c] = moments.variance();
    }
  }

  private static void rowStatistics(
      Channels shape, int from, int to, float[] x, float[] mean, float[] variance) {
    float count = shape.examples();
    Arrays.fill(mean, from, to, 0);
    Arrays.fill(variance, from, to, 0);
    for (int n = 0; n < shape.examples(); n++) {
      int row = n * shape.channels();
      for (int c = from; c < to; c += LANES) {
        load(mean, c).add(load(x, row + c)).intoArray(mean, c);
      }
    }
    for (int c = from; c < to; c += LANES) {
      load(mean, c).div(count).intoArray(mean, c);
    }
    for (int n = 0; n < shape.examples(); n++) {
      int row = n * shape.channels();
      for (int c = from; c < to; c += LANES) {
        FloatVector d = load(x, row + c).sub(load(mean, c));
        d.fma(d, load(variance, c)).intoArray(variance, c);
      }
    }
    for (int c = from; c < to; c += LANES) {
      load(variance, c).div(count).intoArray(variance, c);
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
        normalizeRow(n * shape.channels(), shape.channels(), x, mean, scale, shift, y);
      } else {
        for (int c = 0; c < shape.channels(); c++) {
          int start = shape.start(n, c);
          normalizePlane(start, start + shape.size(), x, mean[c], scale[c], shift[c], y);
        }
      }
    }
  }

  private static void normalizePlane(
      int from, int to, float[] x, float mean, float scale, float shift, float[] y) {
    int end = to - (to - from) % LANES;
    FloatVector factor = FloatVector.broadcast(FLOATS, scale);
    FloatVector addend = FloatVector.broadcast(FLOATS, shift);
    for (int i = from; i < end; i += LANES) {
      factor.fma(load(x, i).sub(mean), addend).intoArray(y, i);
    }
    ScalarBatchNorm.normalizePlane(end, to, x, mean, scale, shift, y);
  }

  private static void normalizeRow(
      int row, int channels, float[] x, float[] mean, float[] scale, float[] shift, float[] y) {
    int end = channels - channels % LANES;
    for (int c = 0; c < end; c += LANES) {
      FloatVector deviation = load(x, row + c).sub(load(mean, c));
      load(scale, c).fma(deviation, load(shift, c)).intoArray(y, row + c);
    }
    ScalarBatchNorm.normalizeRow(row, end, channels, x, mean, scale, shift, y);
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
      int end = to - (to - from) % LANES;
      rowGradientSums(shape, from, end, x, g, mean, sums, products);
      ScalarBatchNorm.rowGradientSums(shape, end, to, x, g, mean, sums, products);
      return;
    }
    float[] room = new float[PartialSums.COUNT];
    for (int c = from; c < to; c++) {
      double sum = 0;
      double product = 0;
      for (int n = 0; n < shape.examples(); n++) {
        int start = shape.start(n, c);
        int end = start + shape.size();
        sum += VectorSums.sum(start, end, g, room);
        product += VectorSums.dotDeviation(start, end, g, x, mean[c], room);
      }
      sums[c] = (float) sum;
      products[c] = (float) product;
    }
  }

  private static void rowGradientSums(
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
      for (int c = from; c < to; c += LANES) {
        FloatVector gradient = load(g, row + c);
        load(sums, c).add(gradient).intoArray(sums, c);
        FloatVector deviation = load(x, row + c).sub(load(mean, c));
        gradient.fma(deviation, load(products, c)).intoArray(products, c);
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
      if (shape.size() == 1) {
        gradientRow(n * shape.channels(), shape.channels(), x, g, mean, scale, slope, shift, gx);
      } else {
        for (int c = 0; c < shape.channels(); c++) {
          int start = shape.start(n, c);
          int end = start + shape.size();
          gradientPlane(start, end, x, g, mean[c], scale[c], slope[c], shift[c], gx);
        }
      }
    }
  }

  private static void gradientPlane(
      int from,
      int to,
      float[] x,
      float[] g,
      float mean,
      float scale,
      float slope,
      float shift,
      float[] gx) {
    int end = to - (to - from) % LANES;
    FloatVector factor = FloatVector.broadcast(FLOATS, scale);
    FloatVector deviationFactor = FloatVector.broadcast(FLOATS, slope);
    FloatVector addend = FloatVector.broadcast(FLOATS, shift);
    for (int i = from; i < end; i += LANES) {
      FloatVector deviation = deviationFactor.fma(load(x, i).sub(mean), addend);
      factor.fma(load(g, i), deviation).intoArray(gx, i);
    }
    ScalarBatchNorm.gradientPlane(end, to, x, g, mean, scale, slope, shift, gx);
  }

  private static void gradientRow(
      int row,
      int channels,
      float[] x,
      float[] g,
      float[] mean,
      float[] scale,
      float[] slope,
      float[] shift,
      float[] gx) {
    int end = channels - channels % LANES;
    for (int c = 0; c < end; c += LANES) {
      FloatVector deviation = load(x, row + c).sub(load(mean, c));
      deviation = load(slope, c).fma(deviation, load(shift, c));
      load(scale, c).fma(load(g, row + c), deviation).intoArray(gx, row + c);
    }
    ScalarBatchNorm.gradientRow(row, end, channels, x, g, mean, scale, slope, shift, gx);
  }

  private static FloatVector load(float[] x, int i) {
    return FloatVector.fromArray(FLOATS, x, i);
  }
}
