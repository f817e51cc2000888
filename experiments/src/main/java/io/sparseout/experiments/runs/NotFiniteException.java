// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

/** A model's loss on the test set is not a number: the last steps before spoiled its weights. */
public final class NotFiniteException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotFiniteException(int epoch, double loss) {
    super("the test loss is " + loss + " after epoch " + epoch + "; try a lower learning rate");
  }
}
