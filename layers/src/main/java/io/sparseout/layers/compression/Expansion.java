// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers.compression;

import io.sparseout.core.Layer;
import io.sparseout.core.Tensor;
import io.sparseout.layers.Conv2d;
import io.sparseout.layers.Linear;

/** Takes back what {@link Sparsification} and {@link Quantization} did to the form of weights. */
public final class Expansion {
  private Expansion() {}

  /**
   * A network with Linear and Conv2d in the places of layers whose weights are sparse or have eight
   * bits. Its weights are the floats that those stand for, under the name {@code weight}. What has
   * no such layer is the same object as before; the network that is given stays as it is.
   */
  public static Layer expand(Layer model) {
    return Replacement.of("", model, (path, layer) -> expanded(layer));
  }

  private static Layer expanded(Layer layer) {
    if (layer instanceof SparseLinear sparse) {
      return new Linear(sparse.weight().toDense(), bias(layer));
    }
    if (layer instanceof QuantizedLinear quantized) {
      return new Linear(quantized.weight().toFloat(), bias(layer));
    }
    return layer instanceof QuantizedConv2d c
        ? new Conv2d(
            c.weight().toFloat(), bias(layer), c.stride(), c.padding(), c.dilation(), c.groups())
        : layer;
  }

  private static Tensor bias(Layer layer) {
    return layer.buffers().stream()
        .filter(buffer -> buffer.name().equals("bias"))
        .map(buffer -> buffer.value().copy())
        .findFirst()
        .orElse(null);
  }
}
