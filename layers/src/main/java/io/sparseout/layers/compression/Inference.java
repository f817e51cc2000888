// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers.compression;

import io.sparseout.core.Buffer;
import io.sparseout.core.DType;
import io.sparseout.core.Shape;
import io.sparseout.core.Tensor;
import java.util.function.UnaryOperator;

/** What the layers for inference have in common. */
final class Inference {
  private Inference() {}

  /** Refuses a bias that is not FLOAT32 {@code [outputs]}; null is none. */
  static void checkBias(String operation, Tensor bias, int outputs) {
    if (bias != null
        && !(bias.dtype() == DType.FLOAT32 && bias.shape().equals(Shape.of(outputs)))) {
      throw new IllegalArgumentException(
          operation
              + ": the bias is FLOAT32 ["
              + outputs
              + "], not "
              + bias.dtype()
              + " "
              + bias.shape());
    }
  }

  /** What a buffer has now; null is none. */
  static Tensor value(Buffer buffer) {
    return buffer == null ? null : buffer.value();
  }

  /**
   * Applies a map of {@code [n, in]} to {@code [n, out]} to {@code [..., in]}.
   *
   * @param operation for the error
   */
  static Tensor map(String operation, Tensor x, int in, int out, UnaryOperator<Tensor> rows) {
    int rank = x.shape().rank();
    if (rank == 0 || x.shape().dim(-1) != in) {
      throw new IllegalArgumentException(operation + ": takes [..., " + in + "], not " + x.shape());
    }
    if (rank == 2) {
      return rows.apply(x);
    }
    int[] dims = x.shape().dims();
    dims[rank - 1] = out;
    return rows.apply(x.reshape(x.size() / Math.max(1, in), in)).reshape(dims);
  }
}
