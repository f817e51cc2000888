// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.image;

import io.sparseout.experiments.models.ModelChoice;
import io.sparseout.experiments.options.ComparisonOptions;
import io.sparseout.experiments.options.Require;
import io.sparseout.experiments.options.TrainingOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options of the command {@code image} alone. What is said on the command line goes before the
 * preset. Optimizer and names are those of the wide residual network's reference.
 */
final class ImageOptions {
  /** LeNet-5 has no batch normalization, which a high rate needs. */
  private static final double LENET_RATE = 0.02;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = {
        "What holds where other options say nothing. Without a preset: shapes, 1200 images,"
            + " wrn-10-1, q 1,2,3, p 0.1,0.3, 2 seeds, 4 epochs, batch 32.",
        "smoke: the same with 400 images, q 1,2, 2 epochs.",
        "small: cifar10, 10000 images, wrn-10-1, q 1,1.5,2,2.5,3, p 0.03,0.1,0.3, 3 seeds, 10"
            + " epochs, batch 128.",
        "paper: cifar10, all images, wrn-28-10, q 1,1.5,2,2.5,3, p 0.1,0.3,0.5, 5 seeds, 200"
            + " epochs, batch 128."
      })
  private String preset;

  @Option(
      names = "--model",
      paramLabel = "TEXT",
      description =
          "The model: " + ModelChoice.NAMES + ", such as wrn-16-4 (default: the preset's).")
  private String model;

  @Mixin private ComparisonOptions comparison;

  @Option(
      names = "--validation",
      paramLabel = "SHARE",
      description =
          "Share of the training images, from the end, that p is chosen on. No model is trained on"
              + " them, and the test images are looked at only after the choice, once, by the"
              + " models with the chosen p (default: the preset's, 0.2, of paper 0.1).")
  private Double validation;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Epochs of training, 1 to 100000 (default: the preset's).")
  private Integer epochs;

  @Option(
      names = "--lr",
      paramLabel = "RATE",
      description =
          "First learning rate, above 0, which falls to 0 along half a cosine (default: the"
              + " preset's, 0.1 of small and paper, else 0.05; of lenet5, which has no batch normalization,"
              + " 0.02).")
  private Double learningRate;

  @Option(
      names = "--momentum",
      paramLabel = "M",
      defaultValue = "0.9",
      description = "Nesterov's momentum, 0 up to, not including, 1 (default: ${DEFAULT-VALUE}).")
  private double momentum;

  @Option(
      names = {"--wd", "--weight-decay"},
      paramLabel = "W",
      defaultValue = "0.0005",
      description = "Weight decay, 0 or more (default: ${DEFAULT-VALUE}).")
  private double weightDecay;

  @Option(
      names = "--augment",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description =
          "Change training images at random as suits the data, or do not: cifar10 and cifar100 are"
              + " moved by up to 4 pixels and flipped, mnist and digits moved by up to 2, shapes"
              + " flipped (default: do).")
  private boolean augment;

  @Mixin private TrainingOptions training;

  /**
   * All values, checked.
   *
   * @param firstSeed the first seed to train with
   * @throws IllegalArgumentException if one is out of its range, with name, range and value
   */
  ImageConfig config(long firstSeed) {
    Preset otherwise = Preset.of(preset);
    String chosenModel = ModelChoice.of(model == null ? otherwise.model() : model).text();
    double rate = chosenModel.equals("lenet5") ? LENET_RATE : otherwise.learningRate();
    return new ImageConfig(
        preset,
        training.data(otherwise.data()).toString(),
        training.limit(otherwise.limit()),
        share(validation == null ? otherwise.validation() : validation),
        chosenModel,
        comparison.regularizers(),
        comparison.q(otherwise.q()),
        comparison.p(otherwise.p()),
        Require.inRange("--epochs", epochs == null ? otherwise.epochs() : epochs, 1, 100_000),
        training.batch(otherwise.batch()),
        Require.positive("--lr", learningRate == null ? rate : learningRate),
        momentum(),
        Require.finiteFromZero("--wd", weightDecay),
        augment,
        training.seeds(firstSeed, otherwise.seeds()));
  }

  private double momentum() {
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException("--momentum: 0 up to, not including, 1, not " + momentum);
    }
    return momentum;
  }

  private static double share(double share) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "--validation: a share between 0 and 1, neither of them, not " + share);
    }
    return share;
  }
}
