// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers.compression;

import io.sparseout.core.Buffer;
import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.QuantizedMatrix;
import io.sparseout.core.Tensor;
import io.sparseout.layers.Conv2d;
import java.util.List;

/**
 * {@link Conv2d} with a kernel in eight bits, for inference; see {@link QuantizedMatrix}. The
 * kernel is widened to floats for each forward pass, in the pass's memory: files and resident
 * memory are a quarter, and the time is that of the convolution of floats. It learns nothing, so it
 * has buffers in place of parameters: {@code weight}, INT8 {@code [outChannels, inChannels /
 * groups, height, width]}, {@code weight_scale}, {@code [outChannels]}, and {@code bias}.
 */
public final class QuantizedConv2d implements Layer {
  private final QuantizedWeight weight;
  private final int stride;
  private final int padding;
  private final int dilation;
  private final int groups;

  /**
   * A convolution with the given kernel and bias.
   *
   * @param weight {@code [outChannels, inChannels / groups, height, width]}
   * @param bias FLOAT32 {@code [outChannels]}, or null for none; becomes the layer's
   * @throws IllegalArgumentException if a number or shape is none that {@link Conv2d} takes
   */
  public QuantizedConv2d(
      QuantizedMatrix weight, Tensor bias, int stride, int padding, int dilation, int groups) {
    this.weight = new QuantizedWeight("quantizedConv2d", weight, bias);
    new Conv2d(weight.toFloat(), bias, stride, padding, dilation, groups); // refuses all it would
    this.stride = stride;
    this.padding = padding;
    this.dilation = dilation;
    this.groups = groups;
  }

  /**
   * The kernel.
   *
   * @throws IllegalArgumentException if its scale was converted, and is not FLOAT32
   */
  public QuantizedMatrix weight() {
    return weight.matrix();
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

  /**
   * The convolution.
   *
   * @throws IllegalArgumentException if {@link Tensor#conv2d} does not take x, or a buffer of
   *     floats was converted and is not FLOAT32
   * @throws IllegalStateException in a training pass
   */
  @Override
  public Tensor forward(Tensor x, Pass pass) {
    if (pass.isTraining()) {
      throw new IllegalStateException(
          "quantizedConv2d: this weight is for inference and learns nothing; use"
              + " Pass.evaluation()");
    }
    return x.conv2d(weight().toFloat(pass), weight.bias(), stride, padding, dilation, groups);
  }

  @Override
  public List<Buffer> buffers() {
    return weight.buffers();
  }

  @Override
  public String toString() {
    return "QuantizedConv2d" + weight.shape();
  }
}
