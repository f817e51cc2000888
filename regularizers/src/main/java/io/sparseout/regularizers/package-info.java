// SPDX-License-Identifier: Apache-2.0
/**
 * Regularizers, interchangeable wherever a layer is taken. Each is the identity in evaluation. What
 * they bring about is measured by {@link io.sparseout.regularizers.sparsity}.
 */
package io.sparseout.regularizers;
