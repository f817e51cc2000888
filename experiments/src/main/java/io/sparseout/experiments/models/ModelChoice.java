// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.models;

import io.sparseout.core.Layer;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import io.sparseout.datasets.ImageBatches;
import io.sparseout.datasets.ImageDataset;
import io.sparseout.experiments.options.Require;
import io.sparseout.experiments.runs.RegularizerChoice;
import io.sparseout.layers.LeNet5;
import io.sparseout.layers.Mlp;
import io.sparseout.layers.Vgg;
import io.sparseout.layers.WideResNet;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A classifier of images as the command line names it; see {@link #of}. */
public final class ModelChoice {
  /** The models by name, for help and errors. */
  public static final String NAMES = "linear, mlp:UNITS,UNITS,..., lenet5, vgg, wrn-DEPTH-WIDEN";

  private static final String MLP = "mlp:";
  private static final Pattern WRN = Pattern.compile("wrn-(\\d{1,6})-(\\d{1,6})");

  /** Makes a model for images of a size. */
  private interface Maker {
    Layer make(
        int channels, int height, int width, int classes, Layer regularizer, RandomStream random);
  }

  private final String text;
  private final boolean planes;
  private final Maker maker;

  private ModelChoice(String text, boolean planes, Maker maker) {
    this.text = text;
    this.planes = planes;
    this.maker = maker;
  }

  /**
   * The model of a text: {@code linear}; {@code mlp:} and the units of its hidden layers; {@code
   * lenet5}; {@code vgg}; {@code wrn-} with depth and width of a wide residual network, {@code
   * wrn-16-4}.
   *
   * @throws IllegalArgumentException if there is no such model
   */
  public static ModelChoice of(String text) {
    Matcher wrn = WRN.matcher(text);
    if (wrn.matches()) {
      return wideResNet(text, Integer.parseInt(wrn.group(1)), Integer.parseInt(wrn.group(2)));
    }
    if (text.startsWith(MLP)) {
      return perceptron(text, hidden(text));
    }
    return switch (text) {
      case "linear" -> perceptron(text, List.of());
      case "lenet5" -> new ModelChoice(text, true, LeNet5::new);
      case "vgg" -> new ModelChoice(text, true, Vgg::new);
      default ->
          throw new IllegalArgumentException("--model: one of " + NAMES + ", not '" + text + "'");
    };
  }

  private static ModelChoice perceptron(String text, List<Integer> hidden) {
    return new ModelChoice(
        text,
        false,
        (channels, height, width, classes, regularizer, random) ->
            new Mlp(channels * height * width, hidden, classes, regularizer, random));
  }

  private static List<Integer> hidden(String text) {
    List<Integer> hidden = new ArrayList<>();
    for (String units : text.substring(MLP.length()).split(",", -1)) {
      try {
        hidden.add(Require.inRange("--model " + text, Integer.parseInt(units), 1, 65_536));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "--model " + text + ": a number of units is needed, not '" + units + "'", e);
      }
    }
    return hidden;
  }

  private static ModelChoice wideResNet(String text, int depth, int widen) {
    Require.inRange("--model " + text + ", its depth", depth, 10, 1_000);
    if (depth % 6 != 4) {
      int below = depth - Math.floorMod(depth - 4, 6);
      throw new IllegalArgumentException(
          "--model " + text + ": its depth is 6 n + 4, such as " + below + " or " + (below + 6));
    }
    Require.inRange("--model " + text + ", its widening", widen, 1, 64);
    return new ModelChoice(
        text,
        true,
        (channels, height, width, classes, regularizer, random) ->
            new WideResNet(depth, widen, channels, classes, regularizer, random));
  }

  /** The text. */
  public String text() {
    return text;
  }

  /**
   * A new model for images and their classes.
   *
   * @param images whose channels, height, width and number of classes matter
   * @param regularizer applied to hidden activations, where the model says
   * @param random draws the initial weights
   * @throws IllegalArgumentException if the images are too small for the model
   */
  public Layer create(ImageDataset images, Layer regularizer, RandomStream random) {
    return create(
        images.channels(), images.height(), images.width(), images.classes(), regularizer, random);
  }

  /** The same for images of a size that are not at hand. */
  Layer create(
      int channels, int height, int width, int classes, Layer regularizer, RandomStream random) {
    return maker.make(channels, height, width, classes, regularizer, random);
  }

  /**
   * Tries a regularizer on a model of its own, on two images of zeros, so that one that does not
   * fit is refused before anything is trained.
   *
   * @throws IllegalArgumentException if a layer does not take what it is given
   */
  public void requireFits(RegularizerChoice regularizer, ImageDataset images) {
    int[] input =
        planes
            ? new int[] {2, images.channels(), images.height(), images.width()}
            : new int[] {2, images.channels() * images.height() * images.width()};
    Layer model = regularizer.around(create(images, regularizer.layer(), RandomStream.of(0)));
    regularizer.requireFits("does not fit " + text, () -> model, Tensor.zeros(input));
  }

  /** The batches with inputs as the model takes them: planes for convolutions, else features. */
  public ImageBatches inputs(ImageBatches batches) {
    return planes ? batches.planes() : batches;
  }
}
