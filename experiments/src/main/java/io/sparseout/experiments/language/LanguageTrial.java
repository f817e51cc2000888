// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.language;

import io.sparseout.core.Parameter;
import io.sparseout.core.Tensor;
import io.sparseout.core.io.Checkpoint;
import io.sparseout.core.io.CheckpointException;
import io.sparseout.core.io.Fingerprint;
import io.sparseout.core.io.Safetensors;
import io.sparseout.core.optim.Optimizer;
import io.sparseout.core.random.RandomStream;
import io.sparseout.core.train.EpochResult;
import io.sparseout.core.train.Trainer;
import io.sparseout.core.train.TrainingListener;
import io.sparseout.datasets.TextBatches;
import io.sparseout.datasets.TextDataset;
import io.sparseout.experiments.models.LanguageDescription;
import io.sparseout.experiments.runs.HeldOutMetrics;
import io.sparseout.experiments.runs.RegularizerChoice;
import io.sparseout.experiments.runs.RunDirectory;
import io.sparseout.experiments.runs.Trial;
import io.sparseout.experiments.runs.TrialLog;
import io.sparseout.layers.CarriedState;
import io.sparseout.layers.Initialization;
import io.sparseout.layers.LanguageModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Trains one language model and measures it on the validation text; of the test text it knows
 * nothing. It goes on from its last epoch where the folder has that. Initial weights and noise are
 * a seed's, the same for every regularizer.
 */
record LanguageTrial(
    LanguageConfig config,
    TextDataset texts,
    String setting,
    RegularizerChoice regularizer,
    long seed,
    RunDirectory directory)
    implements Trial<LanguageRow> {
  private static final String TEXT = "textSha256";

  @Override
  public String name() {
    return regularizer.trialName(seed);
  }

  @Override
  public long steps() {
    return (long) config.epochs() * batches().count();
  }

  private TextBatches batches() {
    return texts.train().batches(config.batch(), config.bptt());
  }

  @Override
  public LanguageRow run(TrialLog log) {
    RandomStream random = RandomStream.of(seed);
    LanguageDescription description = description(config, texts, regularizer);
    LanguageModel model = model(config, description, regularizer, random.stream("init"));
    if (config.initRange() != null) {
      Initialization uniform = Initialization.uniform(config.initRange());
      RandomStream stream = random.stream("init-range");
      for (Parameter parameter : model.parameters()) {
        parameter.value().assign(uniform.tensor(stream, parameter.value().shape().dims()));
      }
    }
    CarriedState carried = new CarriedState(model);
    Optimizer optimizer = config.optimizer(batches().count());
    Trainer trainer =
        new Trainer(regularizer.around(carried), model::loss, optimizer, random.stream("noise"));
    regularizer.constrain(trainer);
    Validation validation = new Validation(model, texts.validation());
    config.listen(trainer, validation::loss);
    trainer.listen(carried);
    Path place = directory.training(name());
    String text = texts.fingerprint();
    trainer.keep(Map.of(TEXT, text));
    if (Files.exists(place)) {
      requireText(text, place);
      trainer.restore(place);
    }
    log.follow(trainer, () -> HeldOutMetrics.validation(validation.loss(trainer), null));
    trainer.listen(
        new TrainingListener() {
          @Override
          public void epochDone(Trainer source, EpochResult result) {
            source.save(place);
          }
        });
    trainer.fit(batches(), config.epochs());
    LanguageRow row =
        Validation.asUsed(
            optimizer,
            () -> {
              Checkpoint.save(directory.model(name()), model, description.toMetadata());
              return row(model, validation.score(trainer), log.trainSeconds());
            });
    directory.endTraining(name());
    return row;
  }

  private void requireText(String text, Path place) {
    if (!text.equals(Safetensors.read(place).metadata().get(TEXT))) {
      throw new CheckpointException(
          place,
          "it was trained on other texts than " + texts.name() + " are now",
          "resume it with the texts as they were",
          null);
    }
  }

  /**
   * Tries a regularizer on a model of its own, with two words at two times, so that one that does
   * not fit is refused before anything is trained.
   *
   * @throws IllegalArgumentException if a layer does not take what it is given
   */
  static void requireFits(RegularizerChoice regularizer, LanguageConfig config, TextDataset texts) {
    LanguageDescription description = description(config, texts, regularizer);
    regularizer.requireFits(
        "in its places does not fit " + config.model(),
        () ->
            regularizer.around(
                new CarriedState(model(config, description, regularizer, RandomStream.of(0)))),
        Tensor.of(new int[4], 2, 2));
  }

  private static LanguageModel model(
      LanguageConfig config,
      LanguageDescription description,
      RegularizerChoice regularizer,
      RandomStream random) {
    return config
        .places()
        .put(description.builder(), regularizer.layer(), regularizer.weights())
        .build(random);
  }

  /** What {@code generate} needs to know to use the model. */
  private static LanguageDescription description(
      LanguageConfig config, TextDataset texts, RegularizerChoice regularizer) {
    return new LanguageDescription(
        config.model(),
        config.embedding(),
        config.tied(),
        config.adaptive(),
        regularizer.text(),
        config.data(),
        config.level(),
        config.minimumCount(),
        config.limit(),
        texts.vocabulary().words(),
        texts.vocabulary().fingerprint());
  }

  private LanguageRow row(LanguageModel model, TextScore validation, double seconds) {
    return new LanguageRow(
        name(),
        setting,
        regularizer.text(),
        regularizer.p(),
        regularizer.q(),
        regularizer.gradient(),
        seed,
        validation.perplexity(),
        validation.loss(),
        config.ofCharacters() ? (Double) validation.bits() : null,
        false,
        null,
        null,
        null,
        null,
        seconds,
        Fingerprint.sha256(model));
  }
}
