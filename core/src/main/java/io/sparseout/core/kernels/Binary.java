// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

/** The elementwise functions of two arguments. */
public enum Binary {
  /** a + b. */
  PLUS,
  /** a - b. */
  MINUS,
  /** a b. */
  TIMES,
  /** a / b. */
  DIVIDED_BY
}
