// SPDX-License-Identifier: Apache-2.0
/**
 * How sparse weights and activations are: measures of lists of numbers, of tensors with their rows,
 * and of a model's parts over a data set. What makes them sparse is elsewhere.
 */
package io.sparseout.regularizers.sparsity;
