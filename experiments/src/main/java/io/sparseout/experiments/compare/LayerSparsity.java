// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compare;

import io.sparseout.regularizers.sparsity.Sparsity;

/**
 * How sparse the activations are at a place of a model where a regularizer stands, in evaluation.
 *
 * @param layer the place's number, from 1 at the input's end on
 * @param hoyer the mean Hoyer sparsity of an example's activations
 * @param zeroFraction the share of activations that are 0
 * @param meanActivation the mean activation
 */
public record LayerSparsity(int layer, double hoyer, double zeroFraction, double meanActivation) {
  static LayerSparsity of(int layer, Sparsity sparsity) {
    return new LayerSparsity(layer, sparsity.hoyer(), sparsity.zeroFraction(), sparsity.mean());
  }
}
