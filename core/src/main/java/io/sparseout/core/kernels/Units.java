// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

/**
 * Some of the units of a recurrent layer, for a whole batch: what one call of {@link
 * RecurrentKernels} computes. Unit j of example r is at {@code r * hidden + j} in an array of one
 * number a unit, and its gate g at {@code (r * gates + g) * hidden + j} in an array of gates.
 *
 * @param rows examples
 * @param hidden units of the layer
 * @param from the first unit computed
 * @param to the unit after the last one computed
 */
public record Units(int rows, int hidden, int from, int to) {}
