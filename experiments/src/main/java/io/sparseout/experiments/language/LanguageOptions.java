// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.language;

import static java.util.Objects.requireNonNullElse;

import io.sparseout.experiments.models.LanguageDescription;
import io.sparseout.experiments.models.LanguageModelChoice;
import io.sparseout.experiments.options.ComparisonOptions;
import io.sparseout.experiments.options.Require;
import io.sparseout.experiments.options.TextSource;
import io.sparseout.experiments.options.TrainingOptions;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options of the command {@code language} alone, named as in awd-lstm-lm where it has them.
 * What is said on the command line goes before the preset.
 */
final class LanguageOptions {
  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = {
        "What holds where other options say nothing. Without a preset: sentences, 100000 tokens,"
            + " lstm:64x1, q 1,2,3, p 0.1,0.3, 3 seeds, 5 epochs, bptt 35, batch 20, lr 10, halved"
            + " after each epoch from the 3rd on, clip 0.25.",
        "smoke: the same with 10000 tokens, lstm:32x2, q 1,2, 2 seeds, 2 epochs.",
        "small: ptb, lstm:200x2, q 1,1.5,2,2.5,3, p 0.1,0.2,0.3, 3 seeds, 13 epochs, lr 20, from"
            + " the 4th on, weights uniform within 0.1. This network and the next two are those of"
            + " Zaremba et al. 2014.",
        "medium: the same with lstm:650x2, p 0.2,0.35,0.5, 39 epochs, lr 35, from the 6th on divided by"
            + " 1.2, clip 5/35, weights within 0.05.",
        "large: the same with lstm:1500x2, p 0.35,0.5,0.65, 55 epochs, from the 14th on divided by 1.15,"
            + " clip 10/35, weights within 0.04."
      })
  private String preset;

  @Option(
      names = "--evaluate",
      paramLabel = "FILE",
      description =
          "Train nothing: measure this model, a checkpoint that language has saved, on the"
              + " validation and test text of --data (default: of what it was trained on, as much). Other"
              + " options but --level, --min-count and --limit do not matter then.")
  private Path evaluate;

  @Option(
      names = "--data",
      paramLabel = "NAME",
      description =
          "Text to train on: sentences, which this program makes and which needs no files, ptb,"
              + " wikitext2, or a file of UTF-8, of whose lines the last 5 %% are for tests and the 5 %%"
              + " before them for validation (default: the preset's).")
  private String data;

  @Option(
      names = "--level",
      paramLabel = "NAME",
      description = "Tokens of a file: words or characters (default: words).")
  private String level;

  @Option(
      names = "--min-count",
      paramLabel = "N",
      description =
          "Words of a file that come less often in its training part are <unk>, 1 or more"
              + " (default: 1).")
  private Integer minimumCount;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description =
          "Use the first N tokens of each of the three texts alone, to try things out; of sentences,"
              + " make N to train on and a tenth of it for each other text (default: all, of the"
              + " preset's own text what it says).")
  private Integer limit;

  @Option(
      names = "--model",
      paramLabel = "TEXT",
      description =
          "The model: "
              + LanguageModelChoice.NAMES
              + ", such as lstm:650x2 (default: the preset's).")
  private String model;

  @Option(
      names = "--emsize",
      paramLabel = "N",
      description =
          "Units of a token's embedding, 1 to 65536, 2 or more if tied (default: the model's units).")
  private Integer embedding;

  @Option(
      names = "--tied",
      negatable = true,
      defaultValue = "false",
      fallbackValue = "true",
      description = "Have the decoder use the embedding's weights, or not (default: do not).")
  private boolean tied;

  @Option(
      names = "--adaptive",
      paramLabel = "N",
      split = ",",
      description =
          "Adaptive softmax for large vocabularies, whose frequency bands end at these tokens"
              + " (default: a full one).")
  private List<Integer> adaptive = List.of();

  @Option(
      names = "--init-range",
      paramLabel = "R",
      description =
          "Weights start uniform from -R to R, R more than 0 (default: the preset's; else PyTorch's"
              + " way for each layer).")
  private Double initRange;

  @Mixin private ComparisonOptions comparison;

  @Mixin private PlaceOptions places;

  @Mixin private DescentOptions descent;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description =
          "Train with N seeds, 1 to 1000, from --seed on, and report means with 95 %% intervals"
              + " (default: the preset's).")
  private Integer seeds;

  @Option(
      names = "--select-seeds",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Choose each setting's p with the first N seeds, 1 to --seeds, and train the chosen one"
              + " alone with the others: faster, but the choice then rests on N seeds (default:"
              + " ${DEFAULT-VALUE}).")
  private int selectSeeds;

  /** The model to be measured; null if models are to be trained. */
  Path evaluate() {
    return evaluate;
  }

  /**
   * The texts to measure a model on.
   *
   * @throws IllegalArgumentException if there are none, or they cannot be had so
   */
  TextSource source(LanguageDescription model) {
    return TextSource.of(
        requireNonNullElse(data, model.data()),
        requireNonNullElse(level, model.level()),
        minimumCount(model.minimumCount()));
  }

  /** How many tokens of each text are to be used at the most; null for all. */
  Integer limit(Integer otherwise) {
    return limit == null
        ? otherwise
        : (Integer) Require.inRange("--limit", limit, 2, Integer.MAX_VALUE);
  }

  private int minimumCount(int otherwise) {
    return Require.inRange(
        "--min-count", requireNonNullElse(minimumCount, otherwise), 1, Integer.MAX_VALUE);
  }

  /**
   * All values, checked.
   *
   * @param firstSeed the first seed to train with
   * @throws IllegalArgumentException if one is out of its range, with name, range and value
   */
  LanguageConfig config(long firstSeed) {
    Preset otherwise = Preset.of(preset);
    LanguageModelChoice choice = LanguageModelChoice.of(model == null ? otherwise.model() : model);
    if (tied && !adaptive.isEmpty()) {
      throw new IllegalArgumentException("--tied, --adaptive: one or the other, not both");
    }
    int count = Require.inRange("--seeds", requireNonNullElse(seeds, otherwise.seeds()), 1, 1000);
    return new LanguageConfig(
        preset,
        requireNonNullElse(data, otherwise.data()),
        requireNonNullElse(level, "words"),
        minimumCount(1),
        limit(data == null || data.equals(otherwise.data()) ? otherwise.limit() : null),
        choice.text(),
        Require.inRange(
            "--emsize", requireNonNullElse(embedding, choice.hidden()), tied ? 2 : 1, 65_536),
        tied,
        adaptive,
        initRange == null
            ? otherwise.initRange()
            : (Double) Require.positive("--init-range", initRange),
        comparison.regularizers(),
        comparison.q(otherwise.q()),
        comparison.p(otherwise.p()),
        places.places(choice.layers()),
        descent.epochs(otherwise),
        descent.bptt(otherwise),
        descent.batch(otherwise),
        descent.optimizer(),
        descent.learningRate(otherwise),
        descent.decay(otherwise),
        descent.decayAfter(otherwise),
        descent.nonmono(),
        descent.weightDecay(),
        descent.clip(otherwise),
        TrainingOptions.seedsFrom(firstSeed, count),
        Require.inRange("--select-seeds", selectSeeds, 1, count));
  }
}
