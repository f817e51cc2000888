// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Tensor;

/**
 * Losses as training takes them: a model's output and the batch's target give a single number, the
 * mean over examples or elements. Each fits a {@code Trainer} as a method reference.
 */
public final class Losses {
  private Losses() {}

  /**
   * The mean negative log-likelihood of the labels under the softmax of the logits.
   *
   * @param logits {@code [n, classes]}
   * @param labels INT32 {@code [n]}, each from 0 to classes - 1
   */
  public static Tensor crossEntropy(Tensor logits, Tensor labels) {
    return logits.crossEntropy(labels);
  }

  /** The mean of (output - target)^2 over all elements of two tensors of one shape. */
  public static Tensor meanSquaredError(Tensor output, Tensor target) {
    return output.meanSquaredError(target);
  }

  /**
   * The mean over all elements of -(t log s + (1 - t) log(1 - s)), s the sigmoid of the logit.
   *
   * @param logits of any shape
   * @param target of the same shape, each from 0 to 1
   */
  public static Tensor binaryCrossEntropyWithLogits(Tensor logits, Tensor target) {
    return logits.binaryCrossEntropyWithLogits(target);
  }
}
