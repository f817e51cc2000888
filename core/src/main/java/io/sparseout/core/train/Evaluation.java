// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.train;

import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;

/** Measures of a model over a set of examples, in evaluation mode. */
public final class Evaluation {
  /** A measure of a batch's outputs against its targets. */
  @FunctionalInterface
  public interface Measure {
    /** The measure's mean over the batch's examples. */
    double of(Tensor output, Tensor target);
  }

  private Evaluation() {}

  /** The mean loss over all examples; NaN of none. */
  public static double mean(Layer model, Loss loss, Batches batches) {
    return mean(model, batches, (output, target) -> loss.of(output, target).item());
  }

  /** The mean of a measure over all examples; NaN of none. */
  public static double mean(Layer model, Batches batches, Measure measure) {
    double total = 0;
    long examples = 0;
    try (BatchIterator iterator = batches.epoch(0)) {
      for (Batch batch = iterator.next(); batch != null; batch = iterator.next()) {
        try (Pass pass = Pass.evaluation()) {
          Tensor output = model.forward(pass.input(batch.input()), pass);
          total += measure.of(output, batch.target()) * batch.size();
          examples += batch.size();
        }
      }
    }
    return total / examples;
  }

  /** The share of examples whose largest output, of {@code [n, classes]}, is their label's. */
  public static double accuracy(Layer model, Batches batches) {
    return mean(model, batches, Evaluation::shareRight);
  }

  private static double shareRight(Tensor output, Tensor target) {
    int[] found = output.argmax(1).toIntArray();
    int[] labels = target.toIntArray();
    long right = 0;
    for (int i = 0; i < labels.length; i++) {
      right += found[i] == labels[i] ? 1 : 0;
    }
    return (double) right / labels.length;
  }
}
