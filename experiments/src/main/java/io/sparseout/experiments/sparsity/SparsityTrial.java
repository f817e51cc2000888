// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.sparsity;

import io.sparseout.core.io.Checkpoint;
import io.sparseout.core.io.Fingerprint;
import io.sparseout.core.optim.Adam;
import io.sparseout.core.random.RandomStream;
import io.sparseout.core.train.EpochResult;
import io.sparseout.core.train.Trainer;
import io.sparseout.datasets.ImageBatches;
import io.sparseout.experiments.options.Images;
import io.sparseout.experiments.runs.HeldOutMetrics;
import io.sparseout.experiments.runs.RegularizerChoice;
import io.sparseout.experiments.runs.RunDirectory;
import io.sparseout.experiments.runs.Trial;
import io.sparseout.experiments.runs.TrialLog;
import io.sparseout.layers.Autoencoder;
import io.sparseout.layers.Losses;
import io.sparseout.regularizers.sparsity.Sparsity;
import java.util.List;

/**
 * Trains one autoencoder, features-hidden-features with a sigmoid output, by Adam on the mean
 * squared error. Initial weights, order and noise are a seed's, the same for every treatment.
 */
record SparsityTrial(
    SparsityConfig config, Images images, Treatment treatment, long seed, RunDirectory directory)
    implements Trial<SparsityRow> {
  private static final int TEST_BATCH = 256;

  @Override
  public String name() {
    return treatment.regularizer().trialName(seed);
  }

  @Override
  public long steps() {
    return (long) config.epochs() * images.train().batches(config.batch()).count();
  }

  @Override
  public SparsityRow run(TrialLog log) {
    RegularizerChoice regularizer = treatment.regularizer();
    RandomStream random = RandomStream.of(seed);
    ImageBatches batches =
        images.train().shuffledBatches(config.batch(), random.stream("shuffle")).reconstruction();
    ImageBatches test = images.test().batches(TEST_BATCH).reconstruction();
    Autoencoder model =
        new Autoencoder(
            images.train().features(),
            config.hidden(),
            treatment.code().layer(),
            regularizer.layer(),
            random.stream("init"));
    Adam optimizer = new Adam(config.learningRate());
    Trainer trainer =
        new Trainer(
            regularizer.around(model), Losses::meanSquaredError, optimizer, random.stream("noise"));
    regularizer.constrain(trainer);
    log.follow(trainer, () -> HeldOutMetrics.test(trainer.evaluate(test), null));
    List<EpochResult> epochs = trainer.fit(batches, config.epochs());
    Checkpoint.save(directory.model(name()), model);
    return row(model, trainer.evaluate(test), test, epochs);
  }

  private SparsityRow row(
      Autoencoder model, double testLoss, ImageBatches test, List<EpochResult> epochs) {
    RegularizerChoice regularizer = treatment.regularizer();
    Sparsity code = Sparsity.of(model.encoder(), test);
    return new SparsityRow(
        name(),
        regularizer.label(),
        treatment.code().toString(),
        regularizer.text(),
        regularizer.p(),
        regularizer.q(),
        regularizer.gradient(),
        seed,
        code.hoyer(),
        code.zeroFraction(),
        code.nearZeroFraction(),
        code.mean(),
        testLoss,
        epochs.stream().mapToDouble(EpochResult::seconds).sum(),
        Fingerprint.sha256(model),
        Activations.of(model.encoder(), test));
  }
}
