// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Layer;
import io.sparseout.core.Tensor;

/**
 * The end of a classifier of very many classes, such as words. As a layer it gives the logarithms
 * of all probabilities, {@code [n, classes]} for {@code [n, in]}.
 */
interface Decoder extends Layer {
  /**
   * The mean negative log-likelihood of the targets, without the logarithms of all probabilities.
   *
   * @param x {@code [n, in]}
   * @param targets INT32 {@code [n]}, each from 0 to classes - 1
   */
  Tensor loss(Tensor x, Tensor targets);
}
