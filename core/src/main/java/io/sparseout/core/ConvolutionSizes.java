// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

/**
 * The sizes of one convolution.
 *
 * @param images in the batch
 * @param channels of a group's input
 * @param height of the input
 * @param width of the input
 * @param outputs channels of a group's output
 * @param kernelHeight rows of the kernel
 * @param kernelWidth columns of the kernel
 * @param stride pixels of the input from one pixel of the output to the next
 * @param padding zeros on each side
 * @param dilation pixels of the input from one tap of the kernel to the next
 * @param groups into which the channels are divided
 */
record ConvolutionSizes(
    int images,
    int channels,
    int height,
    int width,
    int outputs,
    int kernelHeight,
    int kernelWidth,
    int stride,
    int padding,
    int dilation,
    int groups) {

  /** The sizes of a convolution of x, or what does not fit about it. */
  static ConvolutionSizes of(
      Tensor x, Tensor weight, Tensor bias, int stride, int padding, int dilation, int groups) {
    check(x, weight, bias, stride, padding, dilation, groups);
    Shape kernel = weight.shape();
    return new ConvolutionSizes(
        x.shape().dim(0),
        kernel.dim(1),
        x.shape().dim(2),
        x.shape().dim(3),
        kernel.dim(0) / groups,
        kernel.dim(2),
        kernel.dim(3),
        stride,
        padding,
        dilation,
        groups);
  }

  int outHeight() {
    return (height + 2 * padding - dilation * (kernelHeight - 1) - 1) / stride + 1;
  }

  int outWidth() {
    return (width + 2 * padding - dilation * (kernelWidth - 1) - 1) / stride + 1;
  }

  /** Pixels of a channel of the input. */
  int pixels() {
    return height * width;
  }

  /** Pixels of a channel of the output. */
  int outPixels() {
    return outHeight() * outWidth();
  }

  /** Taps of the kernel in each channel. */
  int taps() {
    return kernelHeight * kernelWidth;
  }

  /** The output's shape. */
  Shape outShape() {
    return Shape.of(images, groups * outputs, outHeight(), outWidth());
  }

  /**
   * The convolution that gives the gradient of the input, without strides or groups: that of the
   * gradient with the mirrored kernel.
   */
  ConvolutionSizes backwards() {
    return new ConvolutionSizes(
        images,
        outputs,
        outHeight(),
        outWidth(),
        channels,
        kernelHeight,
        kernelWidth,
        1,
        kernelHeight - 1 - padding,
        1,
        1);
  }

  private static void check(
      Tensor x, Tensor weight, Tensor bias, int stride, int padding, int dilation, int groups) {
    DType.requireSame("conv2d", x, weight);
    if (bias != null) {
      DType.requireSame("conv2d", x, bias);
    }
    require(stride >= 1, "stride: 1 or more, not " + stride);
    require(padding >= 0, "padding: 0 or more, not " + padding);
    require(dilation >= 1, "dilation: 1 or more, not " + dilation);
    require(groups >= 1, "groups: 1 or more, not " + groups);
    Shape kernel = weight.shape();
    require(
        kernel.rank() == 4 && kernel.size() > 0,
        "the weight is [outputs, channels of a group, height, width], not " + kernel);
    require(
        kernel.dim(0) % groups == 0,
        groups + " groups do not divide the " + kernel.dim(0) + " outputs of the weight " + kernel);
    int channels = kernel.dim(1) * groups;
    require(
        x.shape().rank() == 4 && x.shape().dim(1) == channels,
        "the weight "
            + kernel
            + (groups == 1 ? "" : " in " + groups + " groups")
            + " takes [n, "
            + channels
            + ", height, width], not "
            + x.shape());
    long high = x.shape().dim(2) + 2L * padding;
    long wide = x.shape().dim(3) + 2L * padding;
    long down = (long) dilation * (kernel.dim(2) - 1) + 1;
    long across = (long) dilation * (kernel.dim(3) - 1) + 1;
    require(
        down <= high && across <= wide,
        "the weight "
            + kernel
            + (dilation == 1 ? "" : " with dilation " + dilation)
            + " covers "
            + down
            + " x "
            + across
            + " pixels, the input "
            + x.shape()
            + " has "
            + (padding == 0 ? "" : "with its padding ")
            + high
            + " x "
            + wide);
    require(
        bias == null || bias.shape().equals(Shape.of(kernel.dim(0))),
        "the bias of "
            + kernel.dim(0)
            + " outputs is of shape ["
            + kernel.dim(0)
            + "], not "
            + (bias == null ? "" : bias.shape()));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException("conv2d: " + message);
    }
  }
}
