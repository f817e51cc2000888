// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.train;

import io.sparseout.core.Layer;
import io.sparseout.core.random.RandomStream;
import io.sparseout.datasets.ImageDataset;
import io.sparseout.experiments.options.Require;
import io.sparseout.layers.Mlp;
import java.util.ArrayList;
import java.util.List;

/**
 * A model as the command line names it: {@code linear}, or {@code mlp:} and the units of its hidden
 * layers.
 *
 * @param hidden units of each hidden layer; none for a linear model
 */
record ModelChoice(List<Integer> hidden) {
  private static final String MLP = "mlp:";

  /**
   * The model of a text.
   *
   * @throws IllegalArgumentException if there is no such model
   */
  static ModelChoice of(String text) {
    if (text.equals("linear")) {
      return new ModelChoice(List.of());
    }
    if (!text.startsWith(MLP)) {
      throw new IllegalArgumentException(
          "--model: linear or mlp:UNITS,UNITS,..., not '" + text + "'");
    }
    List<Integer> hidden = new ArrayList<>();
    for (String units : text.substring(MLP.length()).split(",", -1)) {
      try {
        hidden.add(Require.inRange("--model " + text, Integer.parseInt(units), 1, 65_536));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "--model " + text + ": a number of units is needed, not '" + units + "'", e);
      }
    }
    return new ModelChoice(hidden);
  }

  /**
   * A new model for images and their classes.
   *
   * @param regularizer applied to each hidden layer's activations
   * @param random draws the initial weights
   */
  Layer create(ImageDataset images, Layer regularizer, RandomStream random) {
    return new Mlp(images.features(), hidden, images.classes(), regularizer, random);
  }
}
