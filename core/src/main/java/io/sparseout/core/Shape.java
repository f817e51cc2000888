// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import java.util.Arrays;

/** The lengths of a tensor's axes, outermost first. Immutable. */
public final class Shape {
  private static final Shape SCALAR = new Shape(new int[0]);

  private final int[] dims;
  private final int size;

  private Shape(int[] dims) {
    long product = 1;
    for (int dim : dims) {
      if (dim < 0) {
        throw new IllegalArgumentException("shape: a length is 0 or more: " + text(dims));
      }
      product *= dim;
      if (product > Integer.MAX_VALUE - 64) {
        throw new IllegalArgumentException("shape: more than 2^31 elements: " + text(dims));
      }
    }
    this.dims = dims;
    this.size = (int) product;
  }

  /**
   * A shape of the given lengths; of none, the shape of a single number.
   *
   * @throws IllegalArgumentException if a length is negative or the elements are too many for an
   *     array
   */
  public static Shape of(int... dims) {
    return dims.length == 0 ? SCALAR : new Shape(dims.clone());
  }

  /** How many axes. */
  public int rank() {
    return dims.length;
  }

  /** The length of an axis; negative ones count from the last, -1. */
  public int dim(int axis) {
    return dims[axis(axis, "dim")];
  }

  /** How many elements: the product of the lengths. */
  public int size() {
    return size;
  }

  /** The lengths, in an array of the caller's own. */
  public int[] dims() {
    return dims.clone();
  }

  /** Whether this shape's last axes are the other's: whether the other repeats along the first. */
  boolean endsWith(Shape other) {
    int extra = dims.length - other.dims.length;
    return extra >= 0 && Arrays.equals(dims, extra, dims.length, other.dims, 0, other.dims.length);
  }

  /** The axis as a number from 0; the operation's name is for the error. */
  int axis(int axis, String operation) {
    int index = axis < 0 ? axis + dims.length : axis;
    if (index < 0 || index >= dims.length) {
      throw new IllegalArgumentException(
          operation + ": axis " + axis + " of a tensor of shape " + this);
    }
    return index;
  }

  /** The product of the lengths from one axis up to, not including, another. */
  int product(int from, int to) {
    int product = 1;
    for (int i = from; i < to; i++) {
      product *= dims[i];
    }
    return product;
  }

  /** This shape without an axis. */
  Shape without(int axis) {
    int[] rest = new int[dims.length - 1];
    System.arraycopy(dims, 0, rest, 0, axis);
    System.arraycopy(dims, axis + 1, rest, axis, rest.length - axis);
    return of(rest);
  }

  /** This shape with another length of one axis. */
  Shape with(int axis, int length) {
    int[] changed = dims.clone();
    changed[axis] = length;
    return of(changed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  /** The lengths in brackets: {@code [128, 784]}. */
  @Override
  public String toString() {
    return text(dims);
  }

  static String text(int[] dims) {
    return Arrays.toString(dims);
  }
}
