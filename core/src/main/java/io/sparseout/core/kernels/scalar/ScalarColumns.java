// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.scalar;

import io.sparseout.core.kernels.ColumnKernels;
import io.sparseout.core.kernels.ImageColumns;
import java.util.Arrays;

/** Columns of images, a run of pixels in one row of the output at a time. */
public final class ScalarColumns implements ColumnKernels<float[]> {
  /** Lines transposed at a time: so many cache lines of each side are in use. */
  private static final int LINES = 8;

  /** The pixels of most tiles. */
  private static final int FOUR = 4;

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

  /** Eight lines at a time, along the axis on which the lines are far apart in memory. */
  @Override
  public void transpose(
      int rows, int columns, float[] from, int offset, int ld, float[] to, int toOffset, int ldTo) {
    boolean alongColumns = ld > ldTo;
    int lines = alongColumns ? rows : columns;
    int line = 0;
    for (; line + LINES <= lines; line += LINES) {
      if (alongColumns) {
        readLines(columns, from, offset + line * ld, ld, to, toOffset + line, ldTo);
      } else {
        writeLines(rows, from, offset + line, ld, to, toOffset + line * ldTo, ldTo);
      }
    }
    int left = lines - line;
    if (alongColumns) {
      transposeSmall(left, columns, from, offset + line * ld, ld, to, toOffset + line, ldTo);
    } else {
      transposeSmall(rows, left, from, offset + line, ld, to, toOffset + line * ldTo, ldTo);
    }
  }

  /** Eight rows of n elements become columns. */
  private static void readLines(
      int n, float[] from, int f0, int ld, float[] to, int offset, int ldTo) {
    int f1 = f0 + ld;
    int f2 = f1 + ld;
    int f3 = f2 + ld;
    int f4 = f3 + ld;
    int f5 = f4 + ld;
    int f6 = f5 + ld;
    int f7 = f6 + ld;
    for (int i = 0; i < n; i++) {
      int t = offset + i * ldTo;
      to[t] = from[f0 + i];
      to[t + 1] = from[f1 + i];
      to[t + 2] = from[f2 + i];
      to[t + 3] = from[f3 + i];
      to[t + 4] = from[f4 + i];
      to[t + 5] = from[f5 + i];
      to[t + 6] = from[f6 + i];
      to[t + 7] = from[f7 + i];
    }
  }

  /** Eight columns of n elements become rows. */
  private static void writeLines(
      int n, float[] from, int offset, int ld, float[] to, int t0, int ldTo) {
    int t1 = t0 + ldTo;
    int t2 = t1 + ldTo;
    int t3 = t2 + ldTo;
    int t4 = t3 + ldTo;
    int t5 = t4 + ldTo;
    int t6 = t5 + ldTo;
    int t7 = t6 + ldTo;
    for (int i = 0; i < n; i++) {
      int f = offset + i * ld;
      to[t0 + i] = from[f];
      to[t1 + i] = from[f + 1];
      to[t2 + i] = from[f + 2];
      to[t3 + i] = from[f + 3];
      to[t4 + i] = from[f + 4];
      to[t5 + i] = from[f + 5];
      to[t6 + i] = from[f + 6];
      to[t7 + i] = from[f + 7];
    }
  }

  private static void transposeSmall(
      int rows, int columns, float[] from, int offset, int ld, float[] to, int toOffset, int ldTo) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        to[toOffset + j * ldTo + i] = from[offset + i * ld + j];
      }
    }
  }

  @Override
  public void tiles(
      int size,
      int across,
      int firstRow,
      int lastRow,
      int height,
      int width,
      float[] image,
      int offset,
      float[] tiles,
      int tilesOffset,
      int ld) {
    for (int y = firstRow * size; y < lastRow * size; y++) {
      int to = tilesOffset + y % size * size * ld + (y / size - firstRow) * across;
      int inside = y < height ? width : 0;
      int whole = inside / size;
      if (size == FOUR) {
        split(whole, image, offset + y * width, tiles, to, ld);
      } else {
        for (int j = 0; j < size; j++) {
          for (int tile = 0; tile < whole; tile++) {
            tiles[to + j * ld + tile] = image[offset + y * width + tile * size + j];
          }
        }
      }
      for (int x = whole * size; x < across * size; x++) {
        tiles[to + x % size * ld + x / size] = x < inside ? image[offset + y * width + x] : 0;
      }
    }
  }

  /** Every fourth pixel, from the first four on. */
  private static void split(int n, float[] image, int from, float[] tiles, int t0, int ld) {
    int t1 = t0 + ld;
    int t2 = t1 + ld;
    int t3 = t2 + ld;
    for (int tile = 0; tile < n; tile++) {
      int f = from + FOUR * tile;
      tiles[t0 + tile] = image[f];
      tiles[t1 + tile] = image[f + 1];
      tiles[t2 + tile] = image[f + 2];
      tiles[t3 + tile] = image[f + 3];
    }
  }

  @Override
  public void copy(
      int rows, int columns, float[] from, int offset, int ld, float[] to, int toOffset, int ldTo) {
    for (int i = 0; i < rows; i++) {
      System.arraycopy(from, offset + i * ld, to, toOffset + i * ldTo, columns);
    }
  }
}
