// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.image;

import io.sparseout.core.Layer;
import io.sparseout.core.io.Checkpoint;
import io.sparseout.core.io.Fingerprint;
import io.sparseout.core.random.RandomStream;
import io.sparseout.core.train.EpochResult;
import io.sparseout.core.train.Trainer;
import io.sparseout.experiments.models.ModelDescription;
import io.sparseout.experiments.runs.HeldOutMetrics;
import io.sparseout.experiments.runs.RegularizerChoice;
import io.sparseout.experiments.runs.RunDirectory;
import io.sparseout.experiments.runs.Trial;
import io.sparseout.experiments.runs.TrialLog;
import io.sparseout.layers.Losses;
import java.util.List;

/**
 * Trains one classifier and measures it on the validation images; of test images it knows nothing.
 * Initial weights, order, changes of images and noise are a seed's, the same for every regularizer.
 */
record ImageTrial(
    ImageConfig config,
    Feed feed,
    Split split,
    String setting,
    RegularizerChoice regularizer,
    long seed,
    RunDirectory directory)
    implements Trial<ImageRow> {
  @Override
  public String name() {
    return regularizer.trialName(seed);
  }

  @Override
  public long steps() {
    return (long) config.epochs() * split.train().batches(config.batch()).count();
  }

  @Override
  public ImageRow run(TrialLog log) {
    RandomStream random = RandomStream.of(seed);
    Layer model = feed.model().create(split.train(), regularizer.layer(), random.stream("init"));
    Trainer trainer =
        new Trainer(
            regularizer.around(model),
            Losses::crossEntropy,
            config.optimizer(steps()),
            random.stream("noise"));
    regularizer.constrain(trainer);
    log.follow(trainer, () -> metrics(validate(model)));
    List<EpochResult> epochs =
        trainer.fit(feed.training(split.train(), random.stream("shuffle")), config.epochs());
    Checkpoint.save(directory.model(name()), model, description().toMetadata());
    return row(model, validate(model), epochs);
  }

  /** What {@code predict} needs to know to use the model. */
  private ModelDescription description() {
    return ModelDescription.of(
        feed.model(), regularizer.text(), config.data(), split.train(), feed.normalization());
  }

  private Scores validate(Layer model) {
    return Scores.of(model, feed.evaluation(split.validation()));
  }

  private static HeldOutMetrics metrics(Scores scores) {
    return HeldOutMetrics.validation(scores.loss(), scores.accuracy());
  }

  private ImageRow row(Layer model, Scores validation, List<EpochResult> epochs) {
    return new ImageRow(
        name(),
        setting,
        regularizer.text(),
        regularizer.p(),
        regularizer.q(),
        regularizer.gradient(),
        seed,
        validation.accuracy(),
        validation.loss(),
        false,
        null,
        null,
        null,
        epochs.stream().mapToDouble(EpochResult::seconds).sum(),
        Fingerprint.sha256(model));
  }
}
