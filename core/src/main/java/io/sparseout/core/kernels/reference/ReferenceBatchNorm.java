// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.reference;

import io.sparseout.core.kernels.BatchNormKernels;
import io.sparseout.core.kernels.Channels;

/** Channel by channel. */
final class ReferenceBatchNorm implements BatchNormKernels<double[]> {
  @Override
  public void statistics(
      Channels shape, int from, int to, double[] x, double[] mean, double[] variance) {
    double count = shape.perChannel();
    for (int c = from; c < to; c++) {
      double sum = 0;
      for (int n = 0; n < shape.examples(); n++) {
        int start = shape.start(n, c);
        for (int i = start; i < start + shape.size(); i++) {
          sum += x[i];
        }
      }
      mean[c] = sum / count;
      double squares = 0;
      for (int n = 0; n < shape.examples(); n++) {
        int start = shape.start(n, c);
        for (int i = start; i < start + shape.size(); i++) {
          squares += (x[i] - mean[c]) * (x[i] - mean[c]);
        }
      }
      variance[c] = squares / count;
    }
  }

  @Override
  public void normalize(
      Channels shape,
      int from,
      int to,
      double[] x,
      double[] mean,
      double[] scale,
      double[] shift,
      double[] y) {
    for (int i = shape.start(from, 0); i < shape.start(to, 0); i++) {
      int c = i / shape.size() % shape.channels();
      y[i] = scale[c] * (x[i] - mean[c]) + shift[c];
    }
  }

  @Override
  public void gradientSums(
      Channels shape,
      int from,
      int to,
      double[] x,
      double[] g,
      double[] mean,
      double[] sums,
      double[] products) {
    for (int c = from; c < to; c++) {
      double sum = 0;
      double product = 0;
      for (int n = 0; n < shape.examples(); n++) {
        int start = shape.start(n, c);
        for (int i = start; i < start + shape.size(); i++) {
          sum += g[i];
          product += g[i] * (x[i] - mean[c]);
        }
      }
      sums[c] = sum;
      products[c] = product;
    }
  }

  @Override
  public void gradient(
      Channels shape,
      int from,
      int to,
      double[] x,
      double[] g,
      double[] mean,
      double[] scale,
      double[] slope,
      double[] shift,
      double[] gx) {
    for (int i = shape.start(from, 0); i < shape.start(to, 0); i++) {
      int c = i / shape.size() % shape.channels();
      gx[i] = scale[c] * g[i] + slope[c] * (x[i] - mean[c]) + shift[c];
    }
  }
}
