// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.kernels.BatchNormKernels;
import io.sparseout.core.kernels.Channels;
import io.sparseout.core.kernels.Workers;

/** Normalization of channels; Ioffe and Szegedy 2015. */
final class Normalization {
  private static final String NAME = "batchNorm";

  private Normalization() {}

  /** The shape of one number a channel. */
  static Shape channels(Shape shape) {
    if (shape.rank() < 2) {
      throw new IllegalArgumentException(NAME + ": takes [n, c, ...], not " + shape);
    }
    return Shape.of(shape.dim(1));
  }

  static void statistics(Tensor operand, Tensor mean, Tensor variance) {
    BatchNormKernels<Object> kernels = kernels(operand);
    Tensor x = operand.aligned();
    Channels layout = layout(x.shape());
    byChannel(
        layout,
        (from, to) ->
            kernels.statistics(layout, from, to, x.array(), mean.array(), variance.array()));
  }

  static Tensor batchNorm(
      Tensor operand, ChannelStatistics statistics, Tensor weight, Tensor bias, double epsilon) {
    BatchNormKernels<Object> kernels = kernels(operand);
    Shape channels = channels(operand.shape());
    requireFor(operand, channels, "mean", statistics.mean());
    requireFor(operand, channels, "variance", statistics.variance());
    requireFor(operand, channels, "weight", weight);
    requireFor(operand, channels, "bias", bias);
    Tensor x = operand.aligned();
    Channels layout = layout(x.shape());
    Tensor mean = statistics.mean().aligned();
    Tensor shift = bias.aligned();
    Tensor deviation = statistics.variance().plus(epsilon).sqrt();
    Tensor scale = weight.detach().dividedBy(deviation);
    Tensor y = Tensor.allocate(x.dtype(), x.shape(), x.pass());
    byExample(
        layout,
        (from, to) ->
            kernels.normalize(
                layout,
                from,
                to,
                x.array(),
                mean.array(),
                scale.array(),
                shift.array(),
                y.array()));
    boolean dependent = statistics.dependOn(operand);
    Tensor wanting = weight.wantsGradient() ? weight : bias;
    return y.from(
        operand,
        wanting,
        (g, tape) -> {
          Tensor sums = Tensor.allocate(x.dtype(), channels, x.pass());
          Tensor products = Tensor.allocate(x.dtype(), channels, x.pass());
          byChannel(
              layout,
              (from, to) ->
                  kernels.gradientSums(
                      layout,
                      from,
                      to,
                      x.array(),
                      g.array(),
                      mean.array(),
                      sums.array(),
                      products.array()));
          tape.add(bias, gb -> gb.assign(sums));
          tape.add(weight, gw -> gw.assign(products.dividedBy(deviation)));
          // By x: scale (g - mean g - u mean(g u)), u the normalized x; the means are there only
          // where the statistics depend on x.
          double share = dependent ? -1.0 / layout.perChannel() : 0;
          Tensor addend = scale.times(sums).times(share);
          Tensor slope =
              scale.times(products).dividedBy(deviation).dividedBy(deviation).times(share);
          tape.add(
              operand,
              gx ->
                  byExample(
                      layout,
                      (from, to) ->
                          kernels.gradient(
                              layout,
                              from,
                              to,
                              x.array(),
                              g.array(),
                              mean.array(),
                              scale.array(),
                              slope.array(),
                              addend.array(),
                              gx.array())));
        });
  }

  private static Channels layout(Shape shape) {
    return new Channels(shape.dim(0), shape.dim(1), shape.product(2, shape.rank()));
  }

  private static void byChannel(Channels layout, Workers.Range work) {
    int elements = (int) layout.perChannel();
    if (layout.size() == 1) { // neighbouring channels share a vector
      Workers.split(layout.channels(), Math.max(64, Elementwise.GRAIN / elements), work);
    } else {
      Blocks.spread(layout.channels(), elements, work);
    }
  }

  private static void byExample(Channels layout, Workers.Range work) {
    Blocks.spread(layout.examples(), layout.channels() * layout.size(), work);
  }

  private static BatchNormKernels<Object> kernels(Tensor x) {
    return x.dtype().kernels(NAME).batchNorm();
  }

  private static void requireFor(Tensor x, Shape channels, String name, Tensor values) {
    DType.requireSame(NAME, x, values);
    if (!values.shape().equals(channels)) {
      throw new IllegalArgumentException(
          NAME
              + ": the "
              + name
              + " for "
              + x.shape()
              + " is "
              + channels
              + ", not "
              + values.shape());
    }
  }
}
