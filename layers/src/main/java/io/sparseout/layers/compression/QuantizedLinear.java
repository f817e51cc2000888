// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers.compression;

import io.sparseout.core.Buffer;
import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.QuantizedMatrix;
import io.sparseout.core.Tensor;
import java.util.List;

/**
 * {@link io.sparseout.layers.Linear} with a weight in eight bits, for inference; see {@link
 * QuantizedMatrix}. It learns nothing, so it has buffers in place of parameters: {@code weight},
 * INT8 {@code [outFeatures, inFeatures]}, {@code weight_scale}, {@code [outFeatures]}, and {@code
 * bias}.
 */
public final class QuantizedLinear implements Layer {
  private final QuantizedWeight weight;

  /**
   * A map with the given weight and bias.
   *
   * @param weight {@code [outFeatures, inFeatures]}
   * @param bias FLOAT32 {@code [outFeatures]}, or null for none; becomes the layer's
   * @throws IllegalArgumentException if the shapes are others
   */
  public QuantizedLinear(QuantizedMatrix weight, Tensor bias) {
    if (weight.weight().shape().rank() != 2) {
      throw new IllegalArgumentException(
          "quantizedLinear: the weight is [outFeatures, inFeatures], not "
              + weight.weight().shape());
    }
    this.weight = new QuantizedWeight("quantizedLinear", weight, bias);
  }

  /**
   * W.
   *
   * @throws IllegalArgumentException if its scale was converted, and is not FLOAT32
   */
  public QuantizedMatrix weight() {
    return weight.matrix();
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
        "quantizedLinear",
        x,
        inFeatures(),
        outFeatures(),
        rows -> weight().linear(rows, weight.bias()));
  }

  @Override
  public List<Buffer> buffers() {
    return weight.buffers();
  }

  private int inFeatures() {
    return weight.shape().dim(1);
  }

  private int outFeatures() {
    return weight.shape().dim(0);
  }

  @Override
  public String toString() {
    return "QuantizedLinear(" + inFeatures() + ", " + outFeatures() + ")";
  }
}
