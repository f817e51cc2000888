// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Shape;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import java.util.List;

/**
 * The convolution of images, {@link Tensor#conv2d}. Takes {@code [n, inChannels, h, w]}, gives
 * {@code [n, outChannels, h', w']} with h' = (h + 2 padding - dilation (kernel - 1) - 1) / stride +
 * 1 and w' likewise. The kernel is {@code weight}, {@code [outChannels, inChannels / groups,
 * kernel, kernel]}; what is added to each channel is {@code bias}, {@code [outChannels]}. In
 * training, the kernel is as the pass's {@link Pass#weightNoise} perturbs it.
 */
public final class Conv2d implements Layer {
  private final Parameter weight;
  private final Parameter bias;
  private final int stride;
  private final int padding;
  private final int dilation;
  private final int groups;

  /**
   * A convolution with bias, without dilation or groups, with PyTorch's default initialization:
   * both parameters uniform within 1/sqrt(inChannels kernel^2). Takes two steps of the stream.
   *
   * @param kernel rows and columns of the kernel
   * @throws IllegalArgumentException if a number is out of its range
   */
  public Conv2d(
      int inChannels, int outChannels, int kernel, int stride, int padding, RandomStream random) {
    this(
        weight(inChannels, outChannels, kernel, random),
        Initialization.uniform(bound(inChannels, kernel)).tensor(random, outChannels),
        stride,
        padding,
        1,
        1);
  }

  /**
   * The same without bias, as it stands before a normalization. Takes one step of the stream.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  public static Conv2d withoutBias(
      int inChannels, int outChannels, int kernel, int stride, int padding, RandomStream random) {
    Tensor weight = weight(inChannels, outChannels, kernel, random);
    return new Conv2d(weight, null, stride, padding, 1, 1);
  }

  /**
   * A convolution with the given kernel and bias.
   *
   * @param weight {@code [outChannels, inChannels / groups, height, width]}; becomes the layer's
   * @param bias {@code [outChannels]}, or null for none; becomes the layer's
   * @param stride pixels from one output to the next, 1 or more
   * @param padding zeros on each side, 0 or more
   * @param dilation pixels from one tap of the kernel to the next, 1 or more
   * @param groups into so many groups channels are divided; an output sees its group's channels
   * @throws IllegalArgumentException if a number is out of its range, or shapes do not fit
   */
  public Conv2d(Tensor weight, Tensor bias, int stride, int padding, int dilation, int groups) {
    require(
        weight.shape().rank() == 4 && weight.size() > 0,
        "the weight is [outChannels, inChannels / groups, height, width], each 1 or more, not "
            + weight.shape());
    require(stride >= 1, "stride: 1 or more, not " + stride);
    require(padding >= 0, "padding: 0 or more, not " + padding);
    require(dilation >= 1, "dilation: 1 or more, not " + dilation);
    int outputs = weight.shape().dim(0);
    require(
        groups >= 1 && outputs % groups == 0,
        "groups: a divisor of the " + outputs + " outChannels, not " + groups);
    require(
        bias == null || bias.shape().equals(Shape.of(outputs)),
        "the bias is [" + outputs + "], not " + (bias == null ? "" : bias.shape()));
    this.weight = new Parameter("weight", weight);
    this.bias = bias == null ? null : new Parameter("bias", bias);
    this.stride = stride;
    this.padding = padding;
    this.dilation = dilation;
    this.groups = groups;
  }

  @Override
  public Tensor forward(Tensor x, Pass pass) {
    Tensor b = bias == null ? null : bias.value();
    Tensor w = pass.weightNoise().forward(pass.use(weight), pass);
    return x.conv2d(w, b, stride, padding, dilation, groups);
  }

  /** The kernel, the parameter's value. */
  public Tensor weight() {
    return weight.value();
  }

  /** What is added to each channel, the parameter's value, or null if there is none. */
  public Tensor bias() {
    return bias == null ? null : bias.value();
  }

  /** Pixels from one output to the next. */
  public int stride() {
    return stride;
  }

  /** Zeros on each side. */
  public int padding() {
    return padding;
  }

  /** Pixels from one tap of the kernel to the next. */
  public int dilation() {
    return dilation;
  }

  /** Into so many groups channels are divided. */
  public int groups() {
    return groups;
  }

  @Override
  public List<Parameter> parameters() {
    return bias == null ? List.of(weight) : List.of(weight, bias);
  }

  private static Tensor weight(int inChannels, int outChannels, int kernel, RandomStream random) {
    require(
        inChannels >= 1 && outChannels >= 1 && kernel >= 1,
        "inChannels, outChannels and kernel are 1 or more, not "
            + inChannels
            + ", "
            + outChannels
            + " and "
            + kernel);
    return Initialization.uniform(bound(inChannels, kernel))
        .tensor(random, outChannels, inChannels, kernel, kernel);
  }

  private static double bound(int inChannels, int kernel) {
    return 1 / Math.sqrt((double) inChannels * kernel * kernel);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException("conv2d: " + message);
    }
  }

  @Override
  public String toString() {
    return "Conv2d" + weight.value().shape();
  }
}
