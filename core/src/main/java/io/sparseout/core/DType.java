// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.kernels.Kernels;
import io.sparseout.core.kernels.reference.ReferenceKernels;

/** The element types of a {@link Tensor}. */
public enum DType {
  /** 32-bit floats, the working type. */
  FLOAT32(Float.BYTES),
  /** 64-bit floats, computed by the reference kernels: slow, there to check gradients with. */
  FLOAT64(Double.BYTES),
  /** 32-bit integers: class labels and row indices. No arithmetic. */
  INT32(Integer.BYTES),
  /** 8-bit integers, -128 to 127: quantized weights. No arithmetic. */
  INT8(Byte.BYTES);

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes an element. */
  public int bytes() {
    return bytes;
  }

  Object newArray(int length) {
    return switch (this) {
      case FLOAT32 -> new float[length];
      case FLOAT64 -> new double[length];
      case INT32 -> new int[length];
      case INT8 -> new byte[length];
    };
  }

  /** Whether its elements are whole numbers. */
  public boolean isInteger() {
    return this == INT32 || this == INT8;
  }

  /** The kernels that compute on this type's arrays; the operation's name is for the error. */
  Kernels<Object> kernels(String operation) {
    return switch (this) {
      case FLOAT32 -> Compute.kernels().untyped();
      case FLOAT64 -> ReferenceKernels.KERNELS.untyped();
      case INT32, INT8 ->
          throw new IllegalArgumentException(
              operation
                  + ": needs FLOAT32 or FLOAT64, not "
                  + this
                  + "; convert it with to(DType)");
    };
  }

  /** Refuses operands of two types; the operation's name is for the error. */
  static void requireSame(String operation, Tensor a, Tensor b) {
    if (a.dtype() != b.dtype()) {
      throw new IllegalArgumentException(
          operation
              + ": types differ, "
              + a.dtype()
              + " and "
              + b.dtype()
              + "; convert one by to(DType)");
    }
  }
}
