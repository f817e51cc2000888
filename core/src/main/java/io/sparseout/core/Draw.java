// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.kernels.DrawKernels;
import io.sparseout.core.kernels.Workers;
import io.sparseout.core.random.RandomKey;

/** Random tensors of a pass, {@link Pass#bernoulli} and its neighbours, and other masks. */
final class Draw {
  private Draw() {}

  static Tensor bernoulli(Pass pass, DType dtype, double probability, Shape shape) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "bernoulli: the probability of 1 is from 0 to 1, not " + probability);
    }
    DrawKernels<Object> kernels = dtype.kernels("bernoulli").draws();
    long threshold = Math.round(probability * 0x1p32);
    RandomKey key = pass.draw();
    Tensor y = Tensor.allocate(dtype, shape, pass);
    pass.sharing()
        .fill(
            (first, count, at, array) -> kernels.bernoulli(key, threshold, first, count, at, array),
            y);
    return y;
  }

  static Tensor normal(Pass pass, DType dtype, Shape shape) {
    DrawKernels<Object> kernels = dtype.kernels("normal").draws();
    RandomKey key = pass.draw();
    Tensor y = Tensor.allocate(dtype, shape, pass);
    pass.sharing()
        .fill((first, count, at, array) -> kernels.normal(key, first, count, at, array), y);
    return y;
  }

  /** Ones, with zeros in the squares whose upper left corners are drawn. */
  static Tensor blocks(Pass pass, DType dtype, double probability, int block, Shape shape) {
    int rank = shape.rank();
    if (rank < 2 || !(block >= 1 && block <= shape.dim(-1) && block <= shape.dim(-2))) {
      throw new IllegalArgumentException(
          "blocks: the side of a square is from 1 to the sides of the images, "
              + shape
              + ", not "
              + block);
    }
    int height = shape.dim(-2);
    int width = shape.dim(-1);
    Shape corners = shape.with(rank - 2, height - block + 1).with(rank - 1, width - block + 1);
    Tensor seeds = bernoulli(pass, dtype, probability, corners);
    Tensor y = Tensor.allocate(dtype, shape, pass);
    Elementwise.fill(1, y);
    DrawKernels<Object> kernels = dtype.kernels("blocks").draws();
    Workers.split(
        shape.product(0, rank - 2),
        Math.max(1, Elementwise.GRAIN / (height * width)),
        (from, to) ->
            kernels.clearBlocks(from, to, height, width, block, seeds.array(), y.array()));
    return y;
  }

  static Tensor smallest(Tensor operand, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("smallest: a share is from 0 to 1, not " + share);
    }
    Tensor x = operand.aligned();
    DrawKernels<Object> kernels = x.dtype().kernels("smallest").draws();
    Tensor y = Tensor.allocate(x.dtype(), x.shape(), x.pass());
    int rows = x.shape().rank() == 0 ? 1 : x.shape().dim(0);
    int columns = rows == 0 ? 0 : x.size() / rows;
    int count = (int) Math.rint(share * columns);
    Workers.split(
        rows,
        Math.max(1, Elementwise.GRAIN / Math.max(1, columns)),
        (from, to) -> kernels.smallest(from, to, columns, count, x.array(), y.array()));
    return y;
  }
}
