// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

/** A model's loss on held-out data is not a number: the last steps spoiled its weights. */
public final class NotFiniteException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotFiniteException(int epoch, HeldOutMetrics heldOut) {
    super(
        "the "
            + heldOut.part()
            + " loss is "
            + heldOut.loss()
            + " after epoch "
            + epoch
            + "; try a lower learning rate");
  }
}
