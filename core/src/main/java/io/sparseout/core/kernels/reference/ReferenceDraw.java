// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.reference;

import static java.lang.StrictMath.cos;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.sin;
import static java.lang.StrictMath.sqrt;

import io.sparseout.core.kernels.DrawKernels;
import io.sparseout.core.random.RandomKey;
import io.sparseout.core.random.Threefry;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Random numbers. */
final class ReferenceDraw implements DrawKernels<double[]> {
  private static final int HALF = Threefry.GROUP / 2;

  @Override
  public void bernoulli(RandomKey key, long threshold, int first, int count, int at, double[] y) {
    int[] words = new int[Threefry.GROUP];
    for (int i = 0; i < count; i++) {
      int position = i % Threefry.GROUP;
      if (position == 0) {
        Threefry.group(key, (first + i) / Threefry.GROUP, words);
      }
      y[at + i] = Integer.toUnsignedLong(words[position]) < threshold ? 1 : 0;
    }
  }

  @Override
  public void normal(RandomKey key, int first, int count, int at, double[] y) {
    int[] words = new int[Threefry.GROUP];
    for (int i = 0; i < count; i++) {
      int position = i % Threefry.GROUP;
      if (position == 0) {
        Threefry.group(key, (first + i) / Threefry.GROUP, words);
      }
      double u = 1 - (words[position % HALF] >>> 9) * 0x1p-23;
      double v = (words[HALF + position % HALF] >>> 9) * 0x1p-23 - 0.5;
      double angle = 2 * Math.PI * v;
      y[at + i] = sqrt(-2 * log(u)) * (position < HALF ? cos(angle) : sin(angle));
    }
  }

  @Override
  public void clearBlocks(
      int from, int to, int height, int width, int block, double[] seeds, double[] y) {
    int rows = height - block + 1;
    int columns = width - block + 1;
    for (int seed = from * rows * columns; seed < to * rows * columns; seed++) {
      if (seeds[seed] != 0) {
        int line = seed / columns % rows + seed / (rows * columns) * height;
        for (int i = 0; i < block; i++) {
          int start = (line + i) * width + seed % columns;
          Arrays.fill(y, start, start + block, 0);
        }
      }
    }
  }

  @Override
  public void smallest(int fromRow, int toRow, int columns, int count, double[] x, double[] y) {
    for (int row = fromRow; row < toRow; row++) {
      double[] sizes = new double[columns];
      for (int i = 0; i < columns; i++) {
        sizes[i] = Math.abs(x[row * columns + i]);
      }
      for (int i = 0; i < columns; i++) {
        int at = i;
        long before =
            IntStream.range(0, columns)
                .filter(j -> Double.compare(sizes[j], sizes[at]) < (j < at ? 1 : 0))
                .count();
        y[row * columns + i] = before < count ? 1 : 0;
      }
    }
  }
}
