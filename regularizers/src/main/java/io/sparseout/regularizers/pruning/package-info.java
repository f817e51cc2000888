// SPDX-License-Identifier: Apache-2.0

/**
 * Pruning: weights that are set to zero and stay zero, at once or step by step during training.
 * Taking what is zero out of a network is the compaction of the layers.
 */
package io.sparseout.regularizers.pruning;
