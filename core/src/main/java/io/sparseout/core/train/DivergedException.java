// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.train;

/**
 * Training stopped because the loss was NaN or infinite. The step that would follow is not taken.
 */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Says where.
   *
   * @param epoch the epoch, from 1
   * @param batch the batch within it, from 1
   * @param layer the path of the layer whose output was the first not to be finite; null if none
   *     was
   */
  public DivergedException(int epoch, int batch, double loss, String layer) {
    super(
        "the loss is "
            + loss
            + " in epoch "
            + epoch
            + ", step "
            + batch
            + place(layer)
            + "; try a lower learning rate or clipNorm");
  }

  private static String place(String layer) {
    if (layer == null) {
      return ", though every layer's output is finite";
    }
    return layer.isEmpty()
        ? ", first in a part without a name"
        : ", first in the output of layer " + layer;
  }
}
