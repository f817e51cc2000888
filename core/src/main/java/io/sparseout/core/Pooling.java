// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.kernels.PoolWindow;
import io.sparseout.core.kernels.PoolingKernels;
import io.sparseout.core.kernels.Workers;

/** Maxima and means over windows of images {@code [n, c, h, w]}, split over threads by planes. */
final class Pooling {
  private static final int LARGEST_KERNEL = 32_768; // its square is an int

  private Pooling() {}

  static Tensor max(Tensor operand, int kernelSize, int stride, int padding) {
    PoolWindow window = window("maxPool2d", operand.shape(), kernelSize, stride, padding);
    PoolingKernels<Object> kernels = operand.dtype().kernels("maxPool2d").pooling();
    Tensor x = operand.aligned();
    Tensor y = Tensor.allocate(x.dtype(), outShape(x.shape(), window), x.pass());
    int planes = planes(x);
    spread(
        planes, window.size(), (from, to) -> kernels.max(window, from, to, x.array(), y.array()));
    return y.from(
        operand,
        (g, tape) ->
            tape.add(
                operand,
                gx ->
                    spread(
                        planes,
                        window.size(),
                        (from, to) ->
                            kernels.maxGradient(
                                window, from, to, x.array(), g.array(), gx.array()))));
  }

  static Tensor average(Tensor operand, int kernelSize, int stride, int padding) {
    PoolWindow window = window("avgPool2d", operand.shape(), kernelSize, stride, padding);
    PoolingKernels<Object> kernels = operand.dtype().kernels("avgPool2d").pooling();
    Tensor x = operand.aligned();
    Tensor y = Tensor.allocate(x.dtype(), outShape(x.shape(), window), x.pass());
    int planes = planes(x);
    spread(
        planes,
        window.size(),
        (from, to) -> kernels.average(window, from, to, x.array(), y.array()));
    return y.from(
        operand,
        (g, tape) ->
            tape.add(
                operand,
                gx ->
                    spread(
                        planes,
                        window.size(),
                        (from, to) ->
                            kernels.averageGradient(window, from, to, g.array(), gx.array()))));
  }

  static Tensor globalAverage(Tensor operand) {
    requireImages("globalAvgPool2d", operand.shape());
    PoolingKernels<Object> kernels = operand.dtype().kernels("globalAvgPool2d").pooling();
    Tensor x = operand.aligned();
    Shape shape = x.shape();
    int size = shape.product(2, 4);
    Tensor y = Tensor.allocate(x.dtype(), Shape.of(shape.dim(0), shape.dim(1)), x.pass());
    int planes = planes(x);
    spread(planes, size, (from, to) -> kernels.planeMean(size, from, to, x.array(), y.array()));
    return y.from(
        operand,
        (g, tape) ->
            tape.add(
                operand,
                gx ->
                    spread(
                        planes,
                        size,
                        (from, to) ->
                            kernels.planeMeanGradient(size, from, to, g.array(), gx.array()))));
  }

  /** Splits units of the given number of elements over the threads, several units at a time. */
  static void spread(int units, int elements, Workers.Range work) {
    int length = Math.max(1, Elementwise.GRAIN / Math.max(1, elements));
    int tasks = (units + length - 1) / length;
    Workers.run(tasks, i -> work.run(i * length, Math.min(units, (i + 1) * length)));
  }

  private static int planes(Tensor x) {
    return x.shape().product(0, 2);
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
