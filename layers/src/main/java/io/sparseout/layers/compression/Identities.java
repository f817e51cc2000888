// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers.compression;

import io.sparseout.core.DType;
import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Shape;
import io.sparseout.core.Tensor;
import io.sparseout.layers.Sequential;

/** Finds the layers that in evaluation give back what they are given, as regularizers do. */
final class Identities {
  /** Of the planes: what drops squares of pixels takes none that are smaller than its squares. */
  private static final int SIDE = 32;

  private Identities() {}

  /**
   * Whether a layer has nothing to learn and gives features, or planes of pixels, back unchanged,
   * be they as many as here or one alone.
   */
  static boolean isIdentity(Layer layer, DType dtype, boolean planes, int channels) {
    return planes
        ? givesBack(layer, dtype, 2, channels, SIDE, SIDE)
            && givesBack(layer, dtype, 1, 1, SIDE, SIDE)
        : givesBack(layer, dtype, 2, channels) && givesBack(layer, dtype, 1, 1);
  }

  /** The same of a layer of which nothing is known about what it is given. */
  static boolean isIdentity(Layer layer) {
    return givesBack(layer, DType.FLOAT32, 2, 2)
        || givesBack(layer, DType.FLOAT32, 2, 2, 3)
        || givesBack(layer, DType.FLOAT32, 2, 2, SIDE, SIDE);
  }

  private static boolean givesBack(Layer layer, DType dtype, int... shape) {
    if (layer instanceof Sequential row && row.layers().isEmpty()) {
      return true;
    }
    if (!layer.parameters().isEmpty() || !layer.buffers().isEmpty()) {
      return false;
    }
    float[] values = new float[Shape.of(shape).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i % 2 == 0 ? 1 : -1) * (0.5f + i); // no two equal, none that ReLU would keep
    }
    try (Pass pass = Pass.evaluation()) {
      Tensor x = pass.input(Tensor.of(values, shape).to(dtype));
      return layer.forward(x, pass) == x;
    } catch (IllegalArgumentException e) {
      return false; // it does not take such a shape, so it does more than give back
    }
  }
}
