// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers.compression;

import io.sparseout.core.Buffer;
import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.SparseMatrix;
import io.sparseout.core.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * {@link io.sparseout.layers.Linear} of a weight of which most is zero, for inference: the same
 * outputs, faster; see {@link SparseMatrix}. It learns nothing, so it has buffers in place of
 * parameters: {@code weight_starts}, {@code weight_columns} and {@code weight_values}, W in CSR,
 * and {@code bias}.
 */
public final class SparseLinear implements Layer {
  private volatile SparseMatrix weight;
  private final Buffer values;
  private final Buffer bias;
  private final List<Buffer> buffers = new ArrayList<>();

  /**
   * A map with the given weight and bias.
   *
   * @param bias FLOAT32 {@code [outFeatures]}, or null for none; becomes the layer's
   * @throws IllegalArgumentException if the bias does not fit
   */
  public SparseLinear(SparseMatrix weight, Tensor bias) {
    Inference.checkBias("sparseLinear", bias, weight.outFeatures());
    this.weight = weight;
    this.values = new Buffer("weight_values", weight.values());
    this.bias = bias == null ? null : new Buffer("bias", bias);
    buffers.add(new Buffer("weight_starts", weight.starts()));
    buffers.add(new Buffer("weight_columns", weight.columns()));
    buffers.add(values);
    if (bias != null) {
      buffers.add(this.bias);
    }
  }

  /**
   * W.
   *
   * @throws IllegalArgumentException if its values were converted, and are not FLOAT32
   */
  public SparseMatrix weight() {
    SparseMatrix current = weight;
    if (current.values() != values.value()) { // they were converted
      current =
          SparseMatrix.of(
              current.starts(), current.columns(), values.value(), current.inFeatures());
      weight = current;
    }
    return current;
  }

  /**
   * The affine map.
   *
   * @throws IllegalArgumentException if x is not {@code [..., inFeatures]}, or a buffer of floats
   *     was converted and is not FLOAT32
   * @throws IllegalStateException in a training pass
   */
  @Override
  public Tensor forward(Tensor x, Pass pass) {
    return Inference.map(
        "sparseLinear",
        x,
        weight.inFeatures(),
        weight.outFeatures(),
        rows -> weight().linear(rows, Inference.value(bias)));
  }

  @Override
  public List<Buffer> buffers() {
    return List.copyOf(buffers);
  }

  @Override
  public String toString() {
    return "SparseLinear(" + weight.inFeatures() + ", " + weight.outFeatures() + ")";
  }
}
