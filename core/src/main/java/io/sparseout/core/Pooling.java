// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.kernels.PoolWindow;
import io.sparseout.core.kernels.PoolingKernels;

/** Maxima and means over windows of images {@code [n, c, h, w]}, split over threads by planes. */
final class Pooling {
  private static final int LARGEST_KERNEL = 32_768; // its square is an int

  private Pooling() {}

  static Tensor max(Tensor operand, int kernelSize, int stride, int padding) {
    PoolWindow window = window("maxPool2d", operand.shape(), kernelSize, stride, padding);
    PoolingKernels<Object> kernels = operand.dtype().kernels("maxPool2d").pooling();
    return byPlane(
        operand,
        outShape(operand.shape(), window),
        window.size(),
        (from, to, x, y) -> kernels.max(window, from, to, x, y),
        (from, to, x, g, gx) -> kernels.maxGradient(window, from, to, x, g, gx));
  }

  static Tensor average(Tensor operand, int kernelSize, int stride, int padding) {
    PoolWindow window = window("avgPool2d", operand.shape(), kernelSize, stride, padding);
    PoolingKernels<Object> kernels = operand.dtype().kernels("avgPool2d").pooling();
    return byPlane(
        operand,
        outShape(operand.shape(), window),
        window.size(),
        (from, to, x, y) -> kernels.average(window, from, to, x, y),
        (from, to, x, g, gx) -> kernels.averageGradient(window, from, to, g, gx));
  }

  static Tensor globalAverage(Tensor operand) {
    requireImages("globalAvgPool2d", operand.shape());
    PoolingKernels<Object> kernels = operand.dtype().kernels("globalAvgPool2d").pooling();
    Shape shape = operand.shape();
    int size = shape.product(2, 4);
    return byPlane(
        operand,
        Shape.of(shape.dim(0), shape.dim(1)),
        size,
        (from, to, x, y) -> kernels.planeMean(size, from, to, x, y),
        (from, to, x, g, gx) -> kernels.planeMeanGradient(size, from, to, g, gx));
  }

  /** Pools the planes {@code from <= p < to} of x into y. */
  private interface Forward {
    void run(int from, int to, Object x, Object y);
  }

  /** Gives the planes {@code from <= p < to} of gx what comes back from g. */
  private interface Gradient {
    void run(int from, int to, Object x, Object g, Object gx);
  }

  private static Tensor byPlane(
      Tensor operand, Shape outShape, int size, Forward forward, Gradient gradient) {
    Tensor x = operand.aligned();
    Tensor y = Tensor.allocate(x.dtype(), outShape, x.pass());
    int planes = x.shape().product(0, 2);
    Blocks.spread(planes, size, (from, to) -> forward.run(from, to, x.array(), y.array()));
    return y.from(
        operand,
        (g, tape) ->
            tape.add(
                operand,
                gx ->
                    Blocks.spread(
                        planes,
                        size,
                        (from, to) -> gradient.run(from, to, x.array(), g.array(), gx.array()))));
  }

  private static Shape outShape(Shape shape, PoolWindow window) {
    return Shape.of(shape.dim(0), shape.dim(1), window.outHeight(), window.outWidth());
  }

  private static PoolWindow window(
      String name, Shape shape, int kernelSize, int stride, int padding) {
    require(
        kernelSize >= 1 && kernelSize <= LARGEST_KERNEL,
        name + ": the kernelSize is from 1 to " + LARGEST_KERNEL + ", not " + kernelSize);
    require(stride >= 1, name + ": the stride is 1 or more, not " + stride);
    require(
        padding >= 0 && padding <= kernelSize / 2,
        name
            + ": the padding is from 0 to half of the kernelSize "
            + kernelSize
            + ", not "
            + padding);
    requireImages(name, shape);
    int height = shape.dim(2);
    int width = shape.dim(3);
    require(
        kernelSize <= Math.min(height, width) + 2L * padding,
        name
            + ": the kernel "
            + Shape.of(kernelSize, kernelSize)
            + " is larger than the input "
            + shape
            + " with padding "
            + padding);
    return new PoolWindow(height, width, kernelSize, stride, padding);
  }

  private static void requireImages(String name, Shape shape) {
    require(shape.rank() == 4, name + ": takes [n, c, h, w], not " + shape);
    require(shape.product(2, 4) > 0, name + ": takes images of some size, not " + shape);
  }

  private static void require(boolean valid, String message) {
    if (!valid) {
      throw new IllegalArgumentException(message);
    }
  }
}
