// SPDX-License-Identifier: Apache-2.0
/**
 * Tensors, the pass that they live in, and what a layer is. Operations stand in files by family,
 * each with its derivative beside it; what they do to raw arrays is the kernels' matter.
 */
package io.sparseout.core;
