// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Buffer;
import io.sparseout.core.Channelwise;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import java.util.List;

/**
 * Batch normalization of the channels of images, y = weight (x - mean) / sqrt(variance + epsilon) +
 * bias; Ioffe and Szegedy 2015. Takes {@code [n, numFeatures, h, w]}, gives the same shape.
 *
 * <p>In training, mean and variance are the batch's, over all axes but the second, the variance
 * divided by the number of values; the running statistics move towards them by momentum, with the
 * variance divided by one less. In evaluation, the running statistics normalize. Parameters and
 * buffers are PyTorch's: {@code weight}, {@code bias}, {@code running_mean}, {@code running_var},
 * {@code num_batches_tracked}, and so are the numbers.
 *
 * <p>The running statistics are changed in the forward pass, when nobody knows yet what becomes of
 * the loss. If the loss is not finite, the parameters are as before the step, but the statistics
 * have the batch in them, and are not finite where its activations were not: go back to a
 * checkpoint.
 */
public final class BatchNorm2d implements Channelwise {
  private final ChannelNorm norm;

  /** A normalization with PyTorch's epsilon, 1e-5, and momentum, 0.1. */
  public BatchNorm2d(int numFeatures) {
    this(numFeatures, 1e-5, 0.1);
  }

  /**
   * A normalization; weight starts as 1, bias as 0, the running mean as 0 and variance as 1.
   *
   * @param numFeatures channels, 1 or more
   * @param epsilon what is added to the variance, more than 0
   * @param momentum the share of each batch in the running statistics, from 0 to 1
   * @throws IllegalArgumentException if a number is out of its range
   */
  public BatchNorm2d(int numFeatures, double epsilon, double momentum) {
    norm = new ChannelNorm("batchNorm2d", numFeatures, epsilon, momentum);
  }

  private BatchNorm2d(ChannelNorm norm) {
    this.norm = norm;
  }

  /** How many channels. */
  public int numFeatures() {
    return norm.numFeatures();
  }

  /** What is added to the variance. */
  public double epsilon() {
    return norm.epsilon();
  }

  /** The share of each batch in the running statistics. */
  public double momentum() {
    return norm.momentum();
  }

  /** A normalization of some of the channels, with copies of what this one has for them. */
  @Override
  public BatchNorm2d keep(int... channels) {
    return new BatchNorm2d(norm.keep(channels));
  }

  /**
   * Normalizes.
   *
   * @throws IllegalArgumentException if the shape is another, or if in training there is only one
   *     value in a channel
   */
  @Override
  public Tensor forward(Tensor x, Pass pass) {
    int numFeatures = norm.numFeatures();
    int rank = x.shape().rank();
    if (rank != 4 || x.shape().dim(1) != numFeatures) {
      throw new IllegalArgumentException(
          "batchNorm2d: takes [n, " + numFeatures + ", h, w], not " + x.shape());
    }
    return norm.forward(x, pass);
  }

  @Override
  public List<Parameter> parameters() {
    return norm.parameters();
  }

  @Override
  public List<Buffer> buffers() {
    return norm.buffers();
  }

  @Override
  public String toString() {
    return "BatchNorm2d" + norm;
  }
}
