// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.sparsity;

import static java.lang.StrictMath.pow;

import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.train.Batch;
import io.sparseout.core.train.BatchIterator;
import io.sparseout.core.train.Batches;
import java.util.Arrays;
import java.util.List;

/**
 * How activations, which are 0 or more, are distributed: the count of zeros, and a histogram of the
 * rest whose bins are equally wide on a logarithmic axis. What lies beyond the bins counts to the
 * outermost ones.
 */
final class Activations {
  private static final int DECADES = 7;

  private final double lowestBound = 1e-4;
  private final int binsPerDecade = 10;
  private final long[] counts = new long[DECADES * binsPerDecade];
  private long zeros;
  private long total;

  /** The distribution of a layer's outputs in evaluation. */
  static Activations of(Layer layer, Batches batches) {
    Activations activations = new Activations();
    float[] bounds = activations.bounds();
    try (BatchIterator iterator = batches.epoch(0)) {
      for (Batch batch = iterator.next(); batch != null; batch = iterator.next()) {
        try (Pass pass = Pass.evaluation()) {
          float[] values = layer.forward(pass.input(batch.input()), pass).toFloatArray();
          activations.add(values, bounds);
        }
      }
    }
    return activations;
  }

  /** The sum of distributions. */
  static Activations sum(List<Activations> parts) {
    Activations sum = new Activations();
    for (Activations part : parts) {
      sum.zeros += part.zeros;
      sum.total += part.total;
      for (int i = 0; i < sum.counts.length; i++) {
        sum.counts[i] += part.counts[i];
      }
    }
    return sum;
  }

  /** The share of zeros. */
  double zeroFraction() {
    return (double) zeros / total;
  }

  /** The middle of each bin on the logarithmic axis. */
  double[] middles() {
    float[] bounds = bounds();
    double[] middles = new double[counts.length];
    for (int i = 0; i < middles.length; i++) {
      middles[i] = Math.sqrt((double) bounds[i] * bounds[i + 1]);
    }
    return middles;
  }

  /** The share of all activations, zeros included, in each bin, in percent. */
  double[] percentages() {
    return Arrays.stream(counts).mapToDouble(count -> 100.0 * count / total).toArray();
  }

  /** The first bin that has at least this share of all activations; the first if none has. */
  int firstBin(double percentage) {
    double[] percentages = percentages();
    int bin = 0;
    while (bin < counts.length && percentages[bin] < percentage) {
      bin++;
    }
    return bin % counts.length;
  }

  /** The last bin that has at least this share of all activations; the last if none has. */
  int lastBin(double percentage) {
    double[] percentages = percentages();
    int bin = counts.length - 1;
    while (bin >= 0 && percentages[bin] < percentage) {
      bin--;
    }
    return Math.floorMod(bin, counts.length);
  }

  private void add(float[] values, float... bounds) {
    total += values.length;
    for (float value : values) {
      if (value == 0) {
        zeros++;
      } else {
        int found = Arrays.binarySearch(bounds, value);
        int bin = found >= 0 ? found : -found - 2;
        counts[Math.max(0, Math.min(bin, counts.length - 1))]++;
      }
    }
  }

  /** A bin's lower bound is its own; StrictMath computes the same ones everywhere. */
  private float[] bounds() {
    float[] bounds = new float[counts.length + 1];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = (float) (lowestBound * pow(10, (double) i / binsPerDecade));
    }
    return bounds;
  }
}
