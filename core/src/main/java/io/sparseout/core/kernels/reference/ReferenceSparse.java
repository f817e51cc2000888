// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.reference;

import io.sparseout.core.kernels.SparseColumns;
import io.sparseout.core.kernels.SparseKernels;
import io.sparseout.core.kernels.SparseRows;

/** The product with a sparse matrix as it is defined. */
final class ReferenceSparse implements SparseKernels<double[]> {
  @Override
  public void rows(
      SparseRows w,
      double[] values,
      int fromGroup,
      int toGroup,
      int m,
      double[] x,
      int xOffset,
      int ldx,
      double[] bias,
      int biasOffset,
      double[] y,
      int yOffset,
      int ldy) {
    int to = Math.min(w.rows(), SparseRows.GROUP * toGroup);
    for (int example = 0; example < m; example++) {
      for (int i = SparseRows.GROUP * fromGroup; i < to; i++) {
        int row = w.order()[i];
        int group = i / SparseRows.GROUP;
        double sum = bias == null ? 0 : bias[biasOffset + row];
        for (int l = w.starts()[group] + i % SparseRows.GROUP;
            l < w.starts()[group + 1];
            l += SparseRows.GROUP) {
          if (w.places()[l] < w.columns()) {
            sum = Math.fma(values[l], x[xOffset + example * ldx + w.places()[l]], sum);
          }
        }
        y[yOffset + example * ldy + row] = sum + 0.0;
      }
    }
  }

  @Override
  public void columns(
      SparseColumns w,
      double[] values,
      int fromBand,
      int toBand,
      double[] x,
      int xOffset,
      double[] bias,
      int biasOffset,
      double[] y,
      int yOffset) {
    for (int row = w.firstRow(fromBand); row < w.firstRow(toBand); row++) {
      double sum = bias == null ? 0 : bias[biasOffset + row];
      for (int column = 0; column < w.columns(); column++) {
        int end = w.starts()[SparseColumns.BANDS * w.columns() + column];
        for (int l = w.starts()[column]; l < end; l++) {
          if (w.places()[l] == row && x[xOffset + column] != 0) {
            sum = Math.fma(values[l], x[xOffset + column], sum);
          }
        }
      }
      y[yOffset + row] = sum + 0.0;
    }
  }
}
