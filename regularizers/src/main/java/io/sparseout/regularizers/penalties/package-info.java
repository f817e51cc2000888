// SPDX-License-Identifier: Apache-2.0
/**
 * Penalties on weights, which a loss is trained with, and constraints, which weights are brought to
 * after each step. Noise on weights is not here, nor are penalties on activations.
 */
package io.sparseout.regularizers.penalties;
