// SPDX-License-Identifier: Apache-2.0
/**
 * The only code that touches raw arrays: what the kernels compute, family by family, and the
 * threads they are spread over. The three implementations have a package each. Nothing of tensors
 * is known here.
 */
package io.sparseout.core.kernels;
