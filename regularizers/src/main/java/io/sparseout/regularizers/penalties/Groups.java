// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.penalties;

import io.sparseout.core.Parameter;
import io.sparseout.core.Shape;

/** Which weights of a tensor are a group. */
public enum Groups {
  /** Those of one output of an affine map: a row of a matrix {@code [out, in]}. */
  ROWS(0, "a matrix [out, in]"),
  /** Those of one input of an affine map: a column of a matrix {@code [out, in]}. */
  COLUMNS(1, "a matrix [out, in]"),
  /** Those of one output of a convolution, {@code [out, in, height, width]}. */
  FILTERS(0, "a kernel [out, in, height, width]"),
  /** Those of one input of a convolution, {@code [out, in, height, width]}. */
  CHANNELS(1, "a kernel [out, in, height, width]");

  private final int axis;
  private final String takes;

  Groups(int axis, String takes) {
    this.axis = axis;
    this.takes = takes;
  }

  /** The axis whose indices are the groups. */
  public int axis() {
    return axis;
  }

  /** Whether a parameter has such groups. */
  public boolean in(Parameter parameter) {
    return in(parameter.value().shape());
  }

  private boolean in(Shape shape) {
    return shape.rank() == (this == ROWS || this == COLUMNS ? 2 : 4);
  }

  /** How many weights a group has, of a weight that is checked to have such groups. */
  int size(String name, Shape shape) {
    if (!in(shape)) {
      throw new IllegalArgumentException(
          name
              + ": "
              + name().toLowerCase(java.util.Locale.ROOT)
              + " are those of "
              + takes
              + ", not of "
              + shape);
    }
    return shape.dim(axis) == 0 ? 0 : shape.size() / shape.dim(axis);
  }
}
