// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.train;

import io.sparseout.core.Layer;
import io.sparseout.core.io.Fingerprint;
import io.sparseout.core.optim.Optimizer;
import io.sparseout.core.random.RandomStream;
import io.sparseout.core.train.Checkpoints;
import io.sparseout.core.train.EpochResult;
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
import io.sparseout.experiments.runs.RunDirectory;
import io.sparseout.experiments.runs.Trial;
import io.sparseout.experiments.runs.TrialLog;
import io.sparseout.layers.Losses;
import java.nio.file.Path;
import java.util.List;

/**
 * Trains one classifier on the cross-entropy. Initial weights, order and noise are the same for
 * every regularizer.
 */
record TrainTrial(
    TrainConfig config,
    Images images,
    RegularizerChoice regularizer,
    long seed,
    RunDirectory directory)
    implements Trial<TrainRow> {
  private static final int TEST_BATCH = 256;

  @Override
  public String name() {
    return regularizer.trialName(seed);
  }

  @Override
  public long steps() {
    return (long) config.epochs() * images.train().batches(config.batch()).count();
  }

  @Override
  public TrainRow run(TrialLog log) {
    RandomStream random = RandomStream.of(seed);
    Layer network = choice().create(images.train(), regularizer.layer(), random.stream("init"));
    Layer model = regularizer.around(network);
    Optimizer optimizer =
        OptimizerChoice.of(config.optimizer())
            .create(config.schedule(), config.learningRate(), steps());
    Trainer trainer = new Trainer(model, Losses::crossEntropy, optimizer, random.stream("noise"));
    trainer.keep(
        ModelDescription.of(choice(), regularizer.text(), config.data(), images.train(), null)
            .toMetadata());
    if (config.resume() != null) {
      trainer.restore(Path.of(config.resume()));
    }
    regularizer.constrain(trainer);
    trainer.listen(checkpoints());
    log.follow(trainer, () -> test(trainer));
    ImageBatches batches = images.train().shuffledBatches(config.batch(), random.stream("shuffle"));
    List<EpochResult> epochs = trainer.fit(choice().inputs(batches), config.epochs());
    return row(model, test(trainer), epochs);
  }

  private ModelChoice choice() {
    return ModelChoice.of(config.model());
  }

  private TrainingListener checkpoints() {
    if (config.checkpoints().equals("all")) {
      return new Checkpoints(directory.models(name()));
    }
    return new TrainingListener() {
      @Override
      public void epochDone(Trainer trainer, EpochResult result) {
        trainer.save(directory.model(name()));
      }
    };
  }

  private HeldOutMetrics test(Trainer trainer) {
    ImageBatches test = choice().inputs(images.test().batches(TEST_BATCH));
    return HeldOutMetrics.test(trainer.evaluate(test), Evaluation.accuracy(trainer.model(), test));
  }

  private TrainRow row(Layer model, HeldOutMetrics test, List<EpochResult> epochs) {
    return new TrainRow(
        name(),
        regularizer.label(),
        regularizer.text(),
        regularizer.p(),
        regularizer.q(),
        regularizer.gradient(),
        seed,
        test.accuracy(),
        test.loss(),
        epochs.stream().mapToDouble(EpochResult::seconds).sum(),
        Fingerprint.sha256(model));
  }
}
