// SPDX-License-Identifier: Apache-2.0
/**
 * Layers, their initializations, losses and ready models, with PyTorch's names and defaults.
 * Regularizers are not known here: a model takes one as a layer.
 */
package io.sparseout.layers;
