// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.reference;

import io.sparseout.core.kernels.ColumnKernels;
import io.sparseout.core.kernels.ImageColumns;

/** Columns of images, element by element. */
final class ReferenceColumns implements ColumnKernels<double[]> {
  @Override
  public void pack(
      ImageColumns columns,
      int fromRow,
      int toRow,
      int from,
      int to,
      double[] image,
      int offset,
      double[] block,
      int ld) {
    for (int row = fromRow; row < toRow; row++) {
      for (int pixel = from; pixel < to; pixel++) {
        block[(row - fromRow) * ld + pixel - from] = element(columns, row, pixel, image, offset);
      }
    }
  }

  private static double element(
      ImageColumns columns, int row, int pixel, double[] image, int offset) {
    int channel = row / columns.taps();
    int i = row % columns.taps() / columns.kernelWidth();
    int j = row % columns.kernelWidth();
    int t = pixel / columns.outWidth() * columns.stride() + i * columns.dilation() - columns.top();
    int u = pixel % columns.outWidth() * columns.stride() + j * columns.dilation() - columns.left();
    int y = t / columns.hole();
    int x = u / columns.hole();
    boolean inside =
        t >= 0
            && u >= 0
            && y * columns.hole() == t
            && x * columns.hole() == u
            && y < columns.height()
            && x < columns.width();
    return inside ? image[offset + (channel * columns.height() + y) * columns.width() + x] : 0;
  }

  @Override
  public void mirror(
      int outputs,
      int inputs,
      int taps,
      double[] weight,
      int offset,
      double[] mirrored,
      int mirroredOffset) {
    for (int o = 0; o < outputs; o++) {
      for (int i = 0; i < inputs; i++) {
        for (int t = 0; t < taps; t++) {
          mirrored[mirroredOffset + (i * outputs + o) * taps + t] =
              weight[offset + (o * inputs + i) * taps + taps - 1 - t];
        }
      }
    }
  }

  @Override
  public void transpose(
      int rows,
      int columns,
      double[] from,
      int offset,
      int ld,
      double[] to,
      int toOffset,
      int ldTo) {
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
      double[] image,
      int offset,
      double[] tiles,
      int tilesOffset,
      int ld) {
    for (int y = firstRow * size; y < lastRow * size; y++) {
      for (int x = 0; x < across * size; x++) {
        int row = y % size * size + x % size;
        int tile = (y / size - firstRow) * across + x / size;
        tiles[tilesOffset + row * ld + tile] =
            y < height && x < width ? image[offset + y * width + x] : 0;
      }
    }
  }

  @Override
  public void copy(
      int rows,
      int columns,
      double[] from,
      int offset,
      int ld,
      double[] to,
      int toOffset,
      int ldTo) {
    for (int i = 0; i < rows; i++) {
      System.arraycopy(from, offset + i * ld, to, toOffset + i * ldTo, columns);
    }
  }
}
