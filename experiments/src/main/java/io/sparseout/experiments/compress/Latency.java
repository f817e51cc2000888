// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compress;

import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.experiments.bench.Samples;
import io.sparseout.experiments.bench.Step;
import io.sparseout.experiments.bench.WarmUp;
import java.util.List;

/**
 * How long an evaluation takes, and how long the dense network's does. The two are timed in turns,
 * a millisecond or so of each, so that what else the machine does slows both down alike; each has
 * its weights in the caches by then, as far as they fit.
 *
 * @param millis the median, in milliseconds
 * @param denseMillis the dense network's median
 */
record Latency(double millis, double denseMillis) {
  private static final int LEAST_SAMPLES = 5;

  /**
   * Measures both networks, each once it is warm.
   *
   * @param batches what they are given, one after the other and again
   * @param seconds how long in all, after half as much for each one's warm-up
   * @param pause called now and then, outside what is timed; may throw to end the work
   */
  static Latency of(
      Layer network, Layer dense, List<Tensor> batches, double seconds, Runnable pause) {
    Step step = step(network, batches);
    Step other = step(dense, batches);
    for (Step each : List.of(step, other)) {
      new WarmUp(seconds / 2)
          .run(
              () -> {
                each.run();
                pause.run();
              });
    }
    Samples samples = new Samples(step);
    Samples others = new Samples(other);
    long start = System.nanoTime();
    while ((System.nanoTime() - start) * 1e-9 < seconds || samples.count() < LEAST_SAMPLES) {
      samples.take();
      others.take();
      pause.run();
    }
    return new Latency(samples.medianNanos() * 1e-6, others.medianNanos() * 1e-6);
  }

  private static Step step(Layer network, List<Tensor> batches) {
    int[] next = new int[1];
    return new Step(
        () -> {
          evaluate(network, batches.get(next[0]));
          next[0] = (next[0] + 1) % batches.size();
        });
  }

  /** One evaluation. */
  static void evaluate(Layer network, Tensor batch) {
    try (Pass pass = Pass.evaluation()) {
      network.forward(pass.input(batch), pass);
    }
  }
}
