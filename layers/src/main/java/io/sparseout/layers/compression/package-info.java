// SPDX-License-Identifier: Apache-2.0

/**
 * Trained networks made smaller: compaction, and files that know their architecture. Pruning, which
 * comes before, is in the regularizers.
 */
package io.sparseout.layers.compression;
