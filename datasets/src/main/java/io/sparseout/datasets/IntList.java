// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import java.util.Arrays;

/** Numbers that more numbers can be added to. */
final class IntList {
  private int[] values = new int[1 << 10];
  private int size;

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size + (size >> 1));
    }
    values[size++] = value;
  }

  int get(int index) {
    return values[index];
  }

  int size() {
    return size;
  }

  /** The numbers, {@link #size} of them, and room for more. Not a copy. */
  int[] values() {
    return values;
  }
}
