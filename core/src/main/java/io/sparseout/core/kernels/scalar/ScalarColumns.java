// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.scalar;

import io.sparseout.core.kernels.ColumnKernels;
import io.sparseout.core.kernels.ImageColumns;
import java.util.Arrays;

/** Columns of images, a run of pixels in one row of the output at a time. */
public final class ScalarColumns implements ColumnKernels<float[]> {
  @Override
  public void pack(
      ImageColumns columns,
      int fromRow,
      int toRow,
      int from,
      int to,
      float[] image,
      int offset,
      float[] block,
      int ld) {
    int outWidth = columns.outWidth();
    int hole = columns.hole();
    for (int row = fromRow; row < toRow; row++) {
      int plane = offset + row / columns.taps() * columns.height() * columns.width();
      int down = row % columns.taps() / columns.kernelWidth() * columns.dilation() - columns.top();
      int right = row % columns.kernelWidth() * columns.dilation() - columns.left();
      int at = (row - fromRow) * ld;
      for (int pixel = from, run; pixel < to; pixel += run) {
        int x = pixel % outWidth;
        run = Math.min(outWidth - x, to - pixel);
        int t = pixel / outWidth * columns.stride() + down;
        if (t < 0 || t % hole != 0 || t / hole >= columns.height()) {
          Arrays.fill(block, at, at + run, 0);
        } else {
          int line = plane + t / hole * columns.width();
          copyRun(columns, image, line, x * columns.stride() + right, block, at, run);
        }
        at += run;
      }
    }
  }

  /** Copies pixels u, u + stride, ... of a line of the image. */
  private static void copyRun(
      ImageColumns columns, float[] image, int line, int u, float[] block, int at, int run) {
    int width = columns.width();
    int stride = columns.stride();
    int hole = columns.hole();
    if (stride == 1 && hole == 1) {
      int first = Math.max(0, Math.min(run, -u));
      int last = Math.max(first, Math.min(run, width - u));
      Arrays.fill(block, at, at + first, 0);
      System.arraycopy(image, line + u + first, block, at + first, last - first);
      Arrays.fill(block, at + last, at + run, 0);
      return;
    }
    for (int i = 0; i < run; i++) {
      int v = u + i * stride;
      boolean inside = v >= 0 && v % hole == 0 && v / hole < width;
      block[at + i] = inside ? image[line + v / hole] : 0;
    }
  }

  @Override
  public void mirror(
      int outputs, int inputs, int taps, float[] weight, int offset, float[] mirrored) {
    for (int o = 0; o < outputs; o++) {
      for (int i = 0; i < inputs; i++) {
        int from = offset + (o * inputs + i) * taps + taps - 1;
        int to = (i * outputs + o) * taps;
        for (int t = 0; t < taps; t++) {
          mirrored[to + t] = weight[from - t];
        }
      }
    }
  }
}
