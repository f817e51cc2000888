// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compress;

import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import io.sparseout.core.train.Evaluation;
import io.sparseout.core.train.Trainer;
import io.sparseout.core.train.TrainingListener;
import io.sparseout.datasets.ImageBatches;
import io.sparseout.experiments.models.ModelChoice;
import io.sparseout.experiments.models.ModelDescription;
import io.sparseout.experiments.options.Images;
import io.sparseout.experiments.options.OptimizerChoice;
import io.sparseout.experiments.runs.HeldOutMetrics;
import io.sparseout.experiments.runs.RegularizerChoice;
import io.sparseout.experiments.runs.TrialLog;
import io.sparseout.layers.Losses;
import java.util.List;

/**
 * How the networks of a run are made, trained and tested. Those of a seed have the same initial
 * weights, order of images and random words of noise.
 */
record Training(CompressConfig config, Images images, RegularizerChoice regularizer) {
  private static final int TEST_BATCH = 256;

  /** A network with initial weights. */
  Layer network(long seed) {
    RandomStream random = RandomStream.of(seed).stream("init");
    return choice().create(images.train(), regularizer.layer(), random);
  }

  /** The names of the weights that can be pruned: matrices and filters, no biases. */
  static List<String> prunable(Layer network) {
    return network.parameters().stream()
        .filter(parameter -> parameter.value().shape().rank() >= 2)
        .map(Parameter::name)
        .toList();
  }

  /** How many weights a dense network has, whether zero or not. */
  static long weights(Layer network) {
    return network.parameters().stream()
        .map(Parameter::value)
        .filter(weight -> weight.shape().rank() >= 2)
        .mapToLong(Tensor::size)
        .sum();
  }

  /** How many steps so many epochs have. */
  long steps(int epochs) {
    return (long) epochs * images.train().batches(config.batch()).count();
  }

  /**
   * Trains a network, not at all for 0 epochs.
   *
   * @param stage tells the randomness of one training of a seed from that of another
   * @param listener prunes
   */
  void fit(Layer network, int epochs, RandomStream stage, TrainingListener listener, TrialLog log) {
    if (epochs == 0) {
      return;
    }
    Trainer trainer =
        new Trainer(
            regularizer.around(network),
            Losses::crossEntropy,
            OptimizerChoice.of(config.optimizer())
                .create(config.schedule(), config.learningRate(), steps(epochs)),
            stage.stream("noise"));
    regularizer.constrain(trainer);
    trainer.listen(listener);
    log.follow(trainer, () -> test(network));
    ImageBatches batches = images.train().shuffledBatches(config.batch(), stage.stream("shuffle"));
    trainer.fit(choice().inputs(batches), epochs);
  }

  /** What a network comes to on the test images. */
  HeldOutMetrics test(Layer network) {
    ImageBatches batches = choice().inputs(images.test().batches(TEST_BATCH));
    return HeldOutMetrics.test(
        Evaluation.mean(network, Losses::crossEntropy, batches),
        Evaluation.accuracy(network, batches));
  }

  /** The first test images in batches, as the network takes them. */
  ImageBatches testBatches(int most, int batch) {
    return choice().inputs(images.test().limit(most).batches(batch));
  }

  /** What {@code predict} needs to know to use a network. */
  ModelDescription description() {
    return ModelDescription.of(choice(), regularizer.text(), config.data(), images.train(), null);
  }

  private ModelChoice choice() {
    return ModelChoice.of(config.model());
  }
}
