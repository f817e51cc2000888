// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.scalar;

import io.sparseout.core.kernels.ColumnKernels;
import io.sparseout.core.kernels.ImageColumns;
import java.util.Arrays;

/** Columns of images, a run of pixels in one row of the output at a time. */
public final class ScalarColumns implements ColumnKernels<float[]> {
  /** Columns transposed at a time: so many cache lines of the target are in use. */
  private static final int TILE = 16;

  /** Runs shorter than this are copied faster by a loop than by a call of System.arraycopy. */
  private static final int LONG_RUN = 24;

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
    int firstLine = from / outWidth;
    int firstPixel = from % outWidth;
    for (int row = fromRow; row < toRow; row++) {
      int plane = offset + row / columns.taps() * columns.height() * columns.width();
      int down = row % columns.taps() / columns.kernelWidth() * columns.dilation() - columns.top();
      int right = row % columns.kernelWidth() * columns.dilation() - columns.left();
      int at = (row - fromRow) * ld;
      int t = firstLine * columns.stride() + down;
      int x = firstPixel;
      for (int left = to - from; left > 0; ) {
        int run = Math.min(outWidth - x, left);
        int line = line(columns, t);
        if (line < 0) {
          Arrays.fill(block, at, at + run, 0);
        } else {
          int lineAt = plane + line * columns.width();
          copyRun(columns, image, lineAt, x * columns.stride() + right, block, at, run);
        }
        at += run;
        left -= run;
        t += columns.stride();
        x = 0;
      }
    }
  }

  /** The line of the image that stands at t, -1 where there is none. */
  private static int line(ImageColumns columns, int t) {
    int line = columns.hole() == 1 ? t : t % columns.hole() == 0 ? t / columns.hole() : -1;
    return line < columns.height() ? line : -1;
  }

  /** Copies pixels u, u + stride, ... of a line of the image, zeros outside of it and in holes. */
  private static void copyRun(
      ImageColumns columns, float[] image, int line, int u, float[] block, int at, int run) {
    int stride = columns.stride();
    int hole = columns.hole();
    int first = u >= 0 ? 0 : Math.min(run, steps(-u, stride));
    int beyond = (columns.width() - 1) * hole + 1 - u; // first pixel after the last
    int last = Math.max(first, Math.min(run, steps(beyond, stride)));
    if (stride == 1 && hole == 1) {
      Arrays.fill(block, at, at + first, 0);
      copy(image, line + u + first, block, at + first, last - first);
      Arrays.fill(block, at + last, at + run, 0);
    } else if (hole == 1) {
      Arrays.fill(block, at, at + first, 0);
      for (int i = first; i < last; i++) {
        block[at + i] = image[line + u + i * stride];
      }
      Arrays.fill(block, at + last, at + run, 0);
    } else {
      Arrays.fill(block, at, at + run, 0);
      for (int i = first + Math.floorMod(-(u + first), hole); i < last; i += hole) {
        block[at + i] = image[line + (u + i) / hole];
      }
    }
  }

  /** How many strides cover the distance. */
  private static int steps(int distance, int stride) {
    return stride == 1 ? distance : (distance + stride - 1) / stride;
  }

  private static void copy(float[] from, int fromOffset, float[] to, int toOffset, int length) {
    if (length >= LONG_RUN) {
      System.arraycopy(from, fromOffset, to, toOffset, length);
      return;
    }
    int i = 0;
    for (; i + 4 <= length; i += 4) {
      to[toOffset + i] = from[fromOffset + i];
      to[toOffset + i + 1] = from[fromOffset + i + 1];
      to[toOffset + i + 2] = from[fromOffset + i + 2];
      to[toOffset + i + 3] = from[fromOffset + i + 3];
    }
    for (; i < length; i++) {
      to[toOffset + i] = from[fromOffset + i];
    }
  }

  @Override
  public void mirror(
      int outputs,
      int inputs,
      int taps,
      float[] weight,
      int offset,
      float[] mirrored,
      int mirroredOffset) {
    for (int o = 0; o < outputs; o++) {
      for (int i = 0; i < inputs; i++) {
        int from = offset + (o * inputs + i) * taps + taps - 1;
        int to = mirroredOffset + (i * outputs + o) * taps;
        for (int t = 0; t < taps; t++) {
          mirrored[to + t] = weight[from - t];
        }
      }
    }
  }

  @Override
  public void transpose(
      int rows, int columns, float[] from, int offset, int ld, float[] to, int toOffset, int ldTo) {
    for (int j = 0; j < columns; j += TILE) {
      int end = Math.min(columns, j + TILE);
      for (int i = 0; i < rows; i++) {
        for (int k = j; k < end; k++) {
          to[toOffset + k * ldTo + i] = from[offset + i * ld + k];
        }
      }
    }
  }
}
