// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.kernels.MatmulStart;
import io.sparseout.core.kernels.MatrixKernels;
import io.sparseout.core.kernels.Units;
import io.sparseout.core.kernels.Workers;

/**
 * The products of a recurrent layer's time steps with the weights of its hidden state, W, {@code
 * [groups * units, units]}: forward with W^T, a group of columns for each gate, backward with W
 * itself, one group. The units are divided into parts for threads.
 *
 * <p>For many steps, W is packed once: it is read from memory in every step, and so in the order in
 * which it is needed.
 */
final class StepProduct {
  /** Parts begin at multiples of so many units: whole vectors. */
  private static final int BLOCK = 16;

  /** With fewer rows in all steps together, packing W costs more than it brings. */
  private static final int ROWS_TO_PACK_FOR = 16;

  private final MatrixKernels<Object> kernels;
  private final Tensor w;
  private final boolean transpose;
  private final int rows;
  private final int units;
  private final int groups;
  private final int depth;
  private final Units[] parts;
  private final Memory memory;
  private final Object packed;

  /**
   * The products of some steps.
   *
   * @param w W
   * @param transpose whether they are with W^T
   * @param rows of the other factor and of the product
   * @param memory for a packed W
   */
  StepProduct(Tensor w, boolean transpose, int steps, int rows, Memory memory) {
    this.kernels = w.dtype().kernels("matmul").matrix();
    this.w = w;
    this.transpose = transpose;
    this.rows = rows;
    this.units = w.shape().dim(1);
    this.groups = transpose ? w.shape().dim(0) / units : 1;
    this.depth = transpose ? units : w.shape().dim(0);
    this.parts = divide(rows, units, (double) rows * w.size() < Grid.FEWEST_MULTIPLIES);
    this.memory = memory;
    this.packed = steps * rows < ROWS_TO_PACK_FOR ? null : memory.takeBriefly(w.dtype(), length());
    if (packed != null) {
      Workers.run(parts.length, this::pack);
    }
  }

  private static Units[] divide(int rows, int units, boolean little) {
    int blocks = (units + BLOCK - 1) / BLOCK;
    int count = little ? 1 : Math.max(1, Math.min(Workers.threads(), blocks));
    Units[] parts = new Units[count];
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) blocks * i / count) * BLOCK;
      int to = (int) ((long) blocks * (i + 1) / count) * BLOCK;
      parts[i] = new Units(rows, units, Math.min(units, from), Math.min(units, to));
    }
    return parts;
  }

  /** How many parts the units are divided into. */
  int parts() {
    return parts.length;
  }

  /** The units of a part. */
  Units units(int part) {
    return parts[part];
  }

  /**
   * The columns of a part's units in every group, c = start + a op(W).
   *
   * @param a rows of as many elements as W^T or W has rows
   * @param c rows of {@code groups * units} elements. Modified.
   */
  void run(int part, Tensor a, int aAt, MatmulStart start, Tensor c, int cAt, Tensor bias) {
    int first = parts[part].from();
    int columns = parts[part].to() - first;
    for (int group = 0; group < groups; group++) {
      int column = group * units + first;
      int target = c.offset() + cAt + column;
      Object biases = bias == null ? null : bias.array();
      int biasAt = bias == null ? 0 : bias.offset() + column;
      int stride = groups * units;
      if (packed != null) {
        kernels.matmulPacked(
            rows,
            columns,
            depth,
            a.array(),
            a.offset() + aAt,
            depth,
            packed,
            place(part, group),
            start,
            c.array(),
            target,
            stride,
            biases,
            biasAt);
      } else {
        kernels.matmul(
            false,
            transpose,
            rows,
            columns,
            depth,
            a.array(),
            a.offset() + aAt,
            depth,
            w.array(),
            source(column),
            units,
            start,
            c.array(),
            target,
            stride,
            biases,
            biasAt);
      }
    }
  }

  /** Gives the memory of the packed W back. */
  void release() {
    if (packed != null) {
      memory.release(w.dtype(), length(), packed);
    }
  }

  private void pack(int part) {
    int first = parts[part].from();
    int columns = parts[part].to() - first;
    for (int group = 0; group < groups; group++) {
      kernels.pack(
          transpose,
          columns,
          depth,
          w.array(),
          source(group * units + first),
          units,
          packed,
          place(part, group));
    }
  }

  /** Where a column of op(W) begins in W. */
  private int source(int column) {
    return w.offset() + (transpose ? column * units : column);
  }

  /** Where the columns of a part and group begin in the packed W. */
  private int place(int part, int group) {
    Units own = parts[part];
    return groups * kernels.packedLength(own.from(), depth)
        + group * kernels.packedLength(own.to() - own.from(), depth);
  }

  private int length() {
    return groups * kernels.packedLength(units, depth);
  }
}
