// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compress;

import io.sparseout.core.Layer;
import io.sparseout.core.Tensor;
import io.sparseout.core.io.Fingerprint;
import io.sparseout.core.train.Batch;
import io.sparseout.core.train.BatchIterator;
import io.sparseout.experiments.bench.HeapMeter;
import io.sparseout.experiments.runs.HeldOutMetrics;
import io.sparseout.experiments.runs.RunDirectory;
import io.sparseout.experiments.runs.StopSignal;
import io.sparseout.experiments.runs.StoppedException;
import io.sparseout.layers.compression.ModelFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures networks by their files: what was saved is what is loaded, used and timed.
 *
 * @param training what they were trained for
 * @param directory has the files
 * @param stop ends the measuring early
 */
record Gauge(Training training, RunDirectory directory, StopSignal stop) {
  /** Images of the larger batch that is timed, and that memory is measured with. */
  private static final int MANY = 64;

  /**
   * The row of a network that was saved, timed against the dense one of its seed.
   *
   * @param trainSeconds how long it was trained
   * @throws StoppedException if the process is told to stop
   */
  CompressRow row(Setting setting, long seed, double trainSeconds) {
    Path file = directory.model(setting.trialName(seed));
    Layer network = ModelFile.load(file);
    Layer dense = ModelFile.load(directory.model(Setting.DENSE.trialName(seed)));
    HeldOutMetrics test = training.test(network);
    Form form = Form.of(network);
    Latency one = latency(network, dense, 1);
    Latency many = latency(network, dense, MANY);
    return new CompressRow(
        setting.trialName(seed),
        setting.method().toString(),
        setting.sparsity(),
        form.name(),
        training.regularizer().text(),
        training.regularizer().p(),
        training.regularizer().q(),
        seed,
        test.accuracy(),
        test.loss(),
        1 - (double) form.weights() / Training.weights(dense),
        size(file),
        one.millis(),
        many.millis(),
        one.denseMillis(),
        many.denseMillis(),
        peakBytes(file),
        trainSeconds,
        Fingerprint.sha256(network));
  }

  private Latency latency(Layer network, Layer dense, int batch) {
    double seconds = training.config().seconds();
    return Latency.of(network, dense, inputs(batch), seconds, this::checkStop);
  }

  /**
   * The heap that a network takes that is loaded and given some images. What others let go
   * meanwhile makes it look smaller, so it is the larger one of two.
   */
  private long peakBytes(Path file) {
    Tensor input = inputs(MANY).get(0);
    return Math.max(peakBytes(file, input), peakBytes(file, input));
  }

  private static long peakBytes(Path file, Tensor input) {
    HeapMeter heap = new HeapMeter();
    Layer network = ModelFile.load(file);
    Latency.evaluate(network, input);
    return heap.bytes(network);
  }

  /** The first test images in batches. */
  private List<Tensor> inputs(int batch) {
    List<Tensor> inputs = new ArrayList<>();
    try (BatchIterator batches = training.testBatches(MANY, batch).epoch(0)) {
      for (Batch next = batches.next(); next != null; next = batches.next()) {
        inputs.add(next.input().copy());
      }
    }
    return inputs;
  }

  private void checkStop() {
    if (stop.isRequested()) {
      throw new StoppedException("what was finished is in " + directory.path());
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
