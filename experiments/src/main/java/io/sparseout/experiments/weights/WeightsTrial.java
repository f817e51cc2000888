// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.weights;

import io.sparseout.core.Layer;
import io.sparseout.core.io.Fingerprint;
import io.sparseout.core.optim.Optimizer;
import io.sparseout.core.optim.Schedule;
import io.sparseout.core.optim.Sgd;
import io.sparseout.core.random.RandomStream;
import io.sparseout.core.train.Evaluation;
import io.sparseout.core.train.Trainer;
import io.sparseout.datasets.ImageBatches;
import io.sparseout.experiments.models.ModelChoice;
import io.sparseout.experiments.models.ModelDescription;
import io.sparseout.experiments.options.Images;
import io.sparseout.experiments.runs.HeldOutMetrics;
import io.sparseout.experiments.runs.RegularizerChoice;
import io.sparseout.experiments.runs.RunDirectory;
import io.sparseout.experiments.runs.Trial;
import io.sparseout.experiments.runs.TrialLog;
import io.sparseout.layers.Losses;
import java.util.List;

/**
 * Trains one classifier on the cross-entropy by SGD, momentum 0.9, with a rate that falls along
 * half a cosine, and without weight decay of its own. Initial weights, order and random words of
 * noise are the same for every regularizer.
 */
record WeightsTrial(
    WeightsConfig config,
    Images images,
    RegularizerChoice regularizer,
    long seed,
    RunDirectory directory)
    implements Trial<WeightsRow> {
  private static final int TEST_BATCH = 256;
  private static final double MOMENTUM = 0.9;

  @Override
  public String name() {
    return regularizer.trialName(seed);
  }

  @Override
  public long steps() {
    return (long) config.epochs() * images.train().batches(config.batch()).count();
  }

  @Override
  public WeightsRow run(TrialLog log) {
    RandomStream random = RandomStream.of(seed);
    ModelChoice choice = ModelChoice.of(config.model());
    Layer network = choice.create(images.train(), regularizer.layer(), random.stream("init"));
    Layer model = regularizer.around(network);
    WeightSummary untrained = WeightSummary.all(WeightSummary.of(model, config));
    Optimizer optimizer =
        new Sgd(Schedule.cosine(config.learningRate(), steps())).momentum(MOMENTUM);
    Trainer trainer = new Trainer(model, Losses::crossEntropy, optimizer, random.stream("noise"));
    trainer.keep(
        ModelDescription.of(choice, regularizer.text(), config.data(), images.train(), null)
            .toMetadata());
    regularizer.constrain(trainer);
    ImageBatches test = choice.inputs(images.test().batches(TEST_BATCH));
    log.follow(trainer, () -> test(trainer, test));
    ImageBatches batches = images.train().shuffledBatches(config.batch(), random.stream("shuffle"));
    trainer.fit(choice.inputs(batches), config.epochs());
    trainer.save(directory.model(name()));
    return row(model, test(trainer, test), untrained, log.trainSeconds());
  }

  private static HeldOutMetrics test(Trainer trainer, ImageBatches test) {
    return HeldOutMetrics.test(trainer.evaluate(test), Evaluation.accuracy(trainer.model(), test));
  }

  private WeightsRow row(
      Layer model, HeldOutMetrics test, WeightSummary untrained, double trainSeconds) {
    List<WeightSummary> layers = WeightSummary.of(model, config);
    return new WeightsRow(
        name(),
        regularizer.label(),
        regularizer.text(),
        regularizer.p(),
        regularizer.q(),
        seed,
        test.accuracy(),
        test.loss(),
        WeightSummary.all(layers),
        layers,
        untrained,
        trainSeconds,
        Fingerprint.sha256(model));
  }
}
