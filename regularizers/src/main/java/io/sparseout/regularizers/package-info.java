// SPDX-License-Identifier: Apache-2.0
/**
 * Regularizers, interchangeable wherever a layer is taken, and measures of the sparsity that they
 * bring about. Each is the identity in evaluation.
 */
package io.sparseout.regularizers;
