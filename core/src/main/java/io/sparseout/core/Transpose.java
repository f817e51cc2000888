// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

/** Which operands of a matrix product are read transposed. Nothing is moved for it. */
public enum Transpose {
  /** A B. */
  NONE(false, false),
  /** A^T B. */
  FIRST(true, false),
  /** A B^T. */
  SECOND(false, true),
  /** A^T B^T. */
  BOTH(true, true);

  private final boolean first;
  private final boolean second;

  Transpose(boolean first, boolean second) {
    this.first = first;
    this.second = second;
  }

  /** Whether the first operand is read transposed. */
  public boolean first() {
    return first;
  }

  /** Whether the second operand is read transposed. */
  public boolean second() {
    return second;
  }
}
