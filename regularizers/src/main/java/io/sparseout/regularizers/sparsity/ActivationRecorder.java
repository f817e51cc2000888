// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.sparsity;

import io.sparseout.core.Layer;
import io.sparseout.core.Observer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.train.Batch;
import io.sparseout.core.train.BatchIterator;
import io.sparseout.core.train.Batches;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the outputs of all named parts of a model in evaluation passes that it observes. What
 * gives on the very output of the part seen before, as regularizers do in evaluation and a sequence
 * of layers does with its last one's, is no part of its own. For one thread.
 *
 * <pre>{@code
 * var recorder = new ActivationRecorder(1e-3);
 * try (Pass pass = Pass.evaluation(recorder)) {
 *   model.forward(pass.input(images), pass);
 * }
 * recorder.result().forEach(part -> System.out.println(part.path() + part.sparsity().hoyer()));
 * }</pre>
 */
public final class ActivationRecorder implements Observer {
  /**
   * A part of a model, with the sparsity of its outputs.
   *
   * @param path its names from the outermost in: {@code encoder.0}
   * @param kind the name of its class; empty where it has none
   * @param sparsity of its outputs
   */
  public record Part(String path, String kind, ActivationSparsity sparsity) {}

  private record Entry(String kind, ActivationTally tally) {}

  private final double threshold;
  private final Map<String, Entry> parts = new LinkedHashMap<>();
  private Tensor last;

  /**
   * A recorder that has seen nothing.
   *
   * @param threshold the magnitude up to which an output counts as near zero
   * @throws IllegalArgumentException unless it is 0 or more and finite
   */
  public ActivationRecorder(double threshold) {
    new Moments(threshold); // for its check
    this.threshold = threshold;
  }

  /**
   * Measures a model's parts over a set of examples.
   *
   * @param batches the examples; their targets are not used
   * @throws IllegalArgumentException if an output is not finite
   */
  public static List<Part> measure(Layer model, Batches batches, double threshold) {
    ActivationRecorder recorder = new ActivationRecorder(threshold);
    try (BatchIterator iterator = batches.epoch(0)) {
      for (Batch batch = iterator.next(); batch != null; batch = iterator.next()) {
        try (Pass pass = Pass.evaluation(recorder)) {
          model.forward(pass.input(batch.input()), pass);
        }
      }
    }
    return recorder.result();
  }

  @Override
  public void seen(String path, Layer layer, Tensor output) {
    if (output == last || output.dtype().isInteger() || output.shape().rank() == 0) {
      return;
    }
    last = output;
    try {
      parts
          .computeIfAbsent(path, any -> new Entry(kind(layer), new ActivationTally(threshold)))
          .tally
          .add(output);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("output of " + path + ": " + e.getMessage(), e);
    }
  }

  private static String kind(Layer layer) {
    return layer.getClass().isHidden() ? "" : layer.getClass().getSimpleName(); // hidden: lambdas
  }

  /** The parts in the order in which they were first seen. */
  public List<Part> result() {
    List<Part> result = new ArrayList<>();
    parts.forEach((path, entry) -> result.add(new Part(path, entry.kind, entry.tally.result())));
    return List.copyOf(result);
  }
}
