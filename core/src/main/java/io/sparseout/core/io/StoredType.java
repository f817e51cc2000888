// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.io;

import io.sparseout.core.DType;

/** The element types of safetensors that a {@link io.sparseout.core.Tensor} can hold. */
enum StoredType {
  // In the order of the data in a file, which puts the strictest alignment first.
  /**
   * 64-bit integers; read into 32 bits where all values fit (PyTorch's counters), never written.
   */
  I64(Long.BYTES, DType.INT32),
  F64(Double.BYTES, DType.FLOAT64),
  F32(Float.BYTES, DType.FLOAT32),
  I32(Integer.BYTES, DType.INT32),
  I8(Byte.BYTES, DType.INT8);

  private final int bytes;
  private final DType dtype;

  StoredType(int bytes, DType dtype) {
    this.bytes = bytes;
    this.dtype = dtype;
  }

  /** Bytes an element in the file. */
  int bytes() {
    return bytes;
  }

  /** The type in memory. */
  DType dtype() {
    return dtype;
  }

  /** The type that a tensor is written as. */
  static StoredType of(DType dtype) {
    return switch (dtype) {
      case FLOAT64 -> F64;
      case FLOAT32 -> F32;
      case INT32 -> I32;
      case INT8 -> I8;
    };
  }
}
