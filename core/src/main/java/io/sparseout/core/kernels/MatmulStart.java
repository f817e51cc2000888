// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

/** What the chain of multiply-adds of each element of a matrix product starts from. */
public enum MatmulStart {
  /** From zero; what is in C is not read. */
  ZERO,
  /** From what is in C. */
  ACCUMULATE,
  /** From the bias of the element's column. */
  BIAS
}
