// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers.compression;

import io.sparseout.core.Buffer;
import io.sparseout.core.QuantizedMatrix;
import io.sparseout.core.Shape;
import io.sparseout.core.Tensor;
import java.util.List;

/** What the layers with weights in eight bits keep: weight, scale and bias, as buffers. */
final class QuantizedWeight {
  private final Buffer q;
  private final Buffer scale;
  private final Buffer bias; // or null
  private volatile QuantizedMatrix matrix;

  /**
   * A weight with its bias.
   *
   * @param operation for the error
   * @throws IllegalArgumentException if the bias is not FLOAT32, a number for each output
   */
  QuantizedWeight(String operation, QuantizedMatrix matrix, Tensor bias) {
    Inference.checkBias(operation, bias, matrix.weight().shape().dim(0));
    this.matrix = matrix;
    this.q = new Buffer("weight", matrix.weight());
    this.scale = new Buffer("weight_scale", matrix.scale());
    this.bias = bias == null ? null : new Buffer("bias", bias);
  }

  /**
   * The weight as it is now.
   *
   * @throws IllegalArgumentException if its scale was converted, and is not FLOAT32
   */
  QuantizedMatrix matrix() {
    QuantizedMatrix current = matrix;
    if (current.scale() != scale.value()) { // it was converted
      current = QuantizedMatrix.of(q.value(), scale.value());
      matrix = current;
    }
    return current;
  }

  /** The bias as it is now, or null. */
  Tensor bias() {
    return Inference.value(bias);
  }

  Shape shape() {
    return q.value().shape();
  }

  List<Buffer> buffers() {
    return bias == null ? List.of(q, scale) : List.of(q, scale, bias);
  }
}
