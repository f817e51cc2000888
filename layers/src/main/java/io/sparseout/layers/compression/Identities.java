// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers.compression;

import io.sparseout.core.DType;
import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Shape;
import io.sparseout.core.Tensor;
import io.sparseout.layers.Sequential;
import java.util.List;

/** Finds the layers that in evaluation give back what they are given, as regularizers do. */
final class Identities {
  /** Of the planes: what drops squares of pixels takes none that are smaller than its squares. */
  private static final int SIDE = 32;

  private static final float LARGE = 1e30f;

  /** What came of a layer that was given something. */
  private enum Answer {
    SAME,
    OTHER,
    REFUSED
  }

  private Identities() {}

  /**
   * Whether a layer has nothing to learn and gives features, or planes of pixels, back unchanged,
   * be they as many as here or one alone.
   */
  static boolean isIdentity(Layer layer, DType dtype, boolean planes, int channels) {
    return planes
        ? answer(layer, dtype, 2, channels, SIDE, SIDE) == Answer.SAME
            && answer(layer, dtype, 1, 1, SIDE, SIDE) == Answer.SAME
        : answer(layer, dtype, 2, channels) == Answer.SAME
            && answer(layer, dtype, 1, 1) == Answer.SAME;
  }

  /**
   * The same of a layer of which nothing is known about what it is given: it may refuse shapes, but
   * gives back unchanged all that it takes.
   */
  static boolean isIdentity(Layer layer) {
    List<Answer> answers =
        List.of(
            answer(layer, DType.FLOAT32, 2, 2),
            answer(layer, DType.FLOAT32, 2, 2, 3),
            answer(layer, DType.FLOAT32, 2, 2, SIDE, SIDE));
    return answers.contains(Answer.SAME) && !answers.contains(Answer.OTHER);
  }

  private static Answer answer(Layer layer, DType dtype, int... shape) {
    if (layer instanceof Sequential row && row.layers().isEmpty()) {
      return Answer.SAME;
    }
    if (!layer.parameters().isEmpty() || !layer.buffers().isEmpty()) {
      return Answer.OTHER;
    }
    float[] values = new float[Shape.of(shape).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i % 2 == 0 ? 1 : -1) * (0.5f + i); // no two equal, none that ReLU would keep
      values[i] *= i % 3 == 1 ? LARGE : 1; // nor one that clips
    }
    try (Pass pass = Pass.evaluation()) {
      Tensor x = pass.input(Tensor.of(values, shape).to(dtype));
      return layer.forward(x, pass) == x ? Answer.SAME : Answer.OTHER;
    } catch (RuntimeException e) {
      return Answer.REFUSED; // layers of others may throw anything
    }
  }
}
