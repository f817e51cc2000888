// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.language;

import io.sparseout.experiments.models.LanguageDescription;
import io.sparseout.experiments.models.LanguageModelChoice;
import io.sparseout.experiments.options.ComparisonOptions;
import io.sparseout.experiments.options.Require;
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
  private static final double ADAM_RATE = 0.001;

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
      names = "--resume",
      paramLabel = "DIR",
      description =
          "Go on with the run in this folder, which ended early, from the last epoch that it finished,"
              + " to the same results as if it had never ended; all options as they were, without"
              + " --out.")
  private Path resume;

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
          "Use the first N tokens of each of the three texts alone, to try things out (default: the"
              + " preset's).")
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
      description = "Units of a token's embedding, 1 to 65536 (default: the model's units).")
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

  @Option(
      names = "--dropout",
      paramLabel = "TEXT",
      defaultValue = "compared",
      description =
          "Regularizer of what the last recurrent layer gives: compared, the one under comparison;"
              + " a probability, of Dropout; none, sparseout:p=0.3,q=1.5 and the like (default:"
              + " ${DEFAULT-VALUE}).")
  private String output;

  @Option(
      names = "--dropouth",
      paramLabel = "TEXT",
      defaultValue = "compared",
      description = "The same between recurrent layers (default: ${DEFAULT-VALUE}).")
  private String between;

  @Option(
      names = "--dropouti",
      paramLabel = "TEXT",
      defaultValue = "compared",
      description = "The same on the embedded tokens (default: ${DEFAULT-VALUE}).")
  private String input;

  @Option(
      names = "--dropoute",
      paramLabel = "TEXT",
      defaultValue = "none",
      description =
          "The same on whole tokens of the embedding's weights (default: ${DEFAULT-VALUE}).")
  private String words;

  @Option(
      names = "--wdrop",
      paramLabel = "TEXT",
      defaultValue = "none",
      description =
          "The same on the weights from a layer's state to itself (default: ${DEFAULT-VALUE}).")
  private String recurrent;

  @Option(
      names = "--masks",
      paramLabel = "NAME",
      defaultValue = "locked",
      description =
          "Noise of the first three: locked, the same at all time steps of a batch, or fresh at"
              + " each (default: ${DEFAULT-VALUE}).")
  private String masks;

  @Option(
      names = "--alpha",
      paramLabel = "A",
      defaultValue = "0",
      description =
          "Penalty on the squares of the last layer's activations, 0 or more (default:"
              + " ${DEFAULT-VALUE}).")
  private float alpha;

  @Option(
      names = "--beta",
      paramLabel = "B",
      defaultValue = "0",
      description =
          "Penalty on the squares of their changes in time, 0 or more (default:"
              + " ${DEFAULT-VALUE}).")
  private float beta;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Epochs of training, 1 to 100000 (default: the preset's).")
  private Integer epochs;

  @Option(
      names = "--bptt",
      paramLabel = "N",
      description =
          "Steps of time that back-propagation goes back, 1 to 65536; the state is carried on from"
              + " batch to batch (default: the preset's).")
  private Integer bptt;

  @Option(
      names = {"--batch", "--batch-size", "--batch_size"},
      paramLabel = "N",
      description =
          "Stretches of the text that are read side by side, 1 to 65536 (default: the preset's).")
  private Integer batch;

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      defaultValue = "sgd",
      description =
          "sgd, without momentum; asgd, the same until the validation loss falls no more, from then"
              + " on with the means of all weights since for evaluation (see --nonmono); or adam"
              + " (default: ${DEFAULT-VALUE}).")
  private String optimizer;

  @Option(
      names = "--lr",
      paramLabel = "RATE",
      description =
          "First learning rate, above 0, for a loss that is the mean over all tokens of a batch"
              + " (default: the preset's; of adam 0.001).")
  private Double learningRate;

  @Option(
      names = "--lr-decay",
      paramLabel = "FACTOR",
      description =
          "What the learning rate is multiplied by after an epoch, more than 0, 1 at the most: 1 leaves"
              + " it as it is (default: the preset's; of asgd 1).")
  private Double decay;

  @Option(
      names = "--decay-after",
      paramLabel = "N",
      description =
          "After which epochs, counted from 1: this one and all later ones (default: the preset's; if"
              + " --lr-decay is there, those whose validation loss is not the lowest so far).")
  private Integer decayAfter;

  @Option(
      names = "--nonmono",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "Averaging of asgd begins when the validation loss is above the lowest one, the last N"
              + " epochs not counted, 0 to 100000 (default: ${DEFAULT-VALUE}).")
  private int nonmono;

  @Option(
      names = {"--wdecay", "--weight-decay"},
      paramLabel = "W",
      defaultValue = "0",
      description = "Weight decay, 0 or more (default: ${DEFAULT-VALUE}).")
  private double weightDecay;

  @Option(
      names = "--clip",
      paramLabel = "NORM",
      description =
          "Largest norm of all gradients together, to which larger ones are scaled down; 0 for none"
              + " (default: the preset's, 0.25 where it says nothing else).")
  private Double clip;

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

  /** The folder of the run that is to go on; null for a new one. */
  Path resume() {
    return resume;
  }

  /**
   * The texts to measure a model on.
   *
   * @throws IllegalArgumentException if there are none, or they cannot be had so
   */
  TextSource source(LanguageDescription model) {
    return TextSource.of(
        or(data, model.data()), or(level, model.level()), minimumCount(model.minimumCount()));
  }

  /** How many tokens of each text are to be used at the most; null for all. */
  Integer limit(Integer otherwise) {
    return limit == null
        ? otherwise
        : (Integer) Require.inRange("--limit", limit, 2, Integer.MAX_VALUE);
  }

  private int minimumCount(int otherwise) {
    return Require.inRange("--min-count", or(minimumCount, otherwise), 1, Integer.MAX_VALUE);
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
    Require.oneOf("--optimizer", optimizer, "sgd", "asgd", "adam");
    double rate = optimizer.equals("adam") ? ADAM_RATE : otherwise.learningRate();
    if (tied && !adaptive.isEmpty()) {
      throw new IllegalArgumentException("--tied, --adaptive: one or the other, not both");
    }
    int count = Require.inRange("--seeds", or(seeds, otherwise.seeds()), 1, 1000);
    return new LanguageConfig(
        preset,
        or(data, otherwise.data()),
        or(level, "words"),
        minimumCount(1),
        limit(otherwise.limit()),
        choice.text(),
        Require.inRange("--emsize", or(embedding, choice.hidden()), 1, 65_536),
        tied,
        adaptive,
        initRange == null
            ? otherwise.initRange()
            : (Double) Require.positive("--init-range", initRange),
        comparison.regularizers(),
        comparison.q(otherwise.q()),
        comparison.p(otherwise.p()),
        places(),
        Require.inRange("--epochs", or(epochs, otherwise.epochs()), 1, 100_000),
        Require.inRange("--bptt", or(bptt, otherwise.bptt()), 1, 65_536),
        Require.inRange("--batch", or(batch, otherwise.batch()), 1, 65_536),
        optimizer,
        Require.positive("--lr", or(learningRate, rate)),
        factor(or(decay, optimizer.equals("asgd") ? 1.0 : otherwise.decay())),
        decayAfter(otherwise),
        Require.inRange("--nonmono", nonmono, 0, 100_000),
        Require.finiteFromZero("--wdecay", weightDecay),
        Require.finiteFromZero("--clip", or(clip, otherwise.clip())),
        TrainingOptions.seedsFrom(firstSeed, count),
        Require.inRange("--select-seeds", selectSeeds, 1, count));
  }

  private static <T> T or(T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  private Places places() {
    Places places =
        new Places(
            Places.text("--dropoute", words),
            Places.text("--dropouti", input),
            Places.text("--dropouth", between),
            Places.text("--dropout", output),
            Places.text("--wdrop", recurrent),
            Require.oneOf("--masks", masks, "locked", "fresh"),
            Require.finiteFromZero("--alpha", alpha),
            Require.finiteFromZero("--beta", beta));
    if (!places.compare()) {
      throw new IllegalArgumentException(
          "--dropout, --dropouth, --dropouti, --dropoute, --wdrop: one of them must be compared,"
              + " or there is nothing to compare");
    }
    return places;
  }

  /** An own factor has no place in the preset's schedule. */
  private Integer decayAfter(Preset otherwise) {
    if (decayAfter == null) {
      return decay == null ? (Integer) otherwise.decayAfter() : null;
    }
    return Require.inRange("--decay-after", decayAfter, 1, 100_000);
  }

  private static double factor(double factor) {
    if (!(factor > 0 && factor <= 1)) {
      throw new IllegalArgumentException("--lr-decay: more than 0, 1 at the most, not " + factor);
    }
    return factor;
  }
}
