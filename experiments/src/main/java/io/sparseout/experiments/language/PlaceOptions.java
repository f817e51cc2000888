// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.language;

import io.sparseout.experiments.options.Require;
import picocli.CommandLine.Option;

/** The options that say where regularizers stand. */
final class PlaceOptions {
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

  /**
   * All of them, checked.
   *
   * @param layers recurrent layers of the model
   * @throws IllegalArgumentException if one is out of its range, or none has what is compared
   */
  Places places(int layers) {
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
    if (!places.compare(layers)) {
      throw new IllegalArgumentException(
          "--dropout, --dropouth, --dropouti, --dropoute, --wdrop: one of them must be compared,"
              + " or there is nothing to compare; --dropouth counts with two layers or more");
    }
    return places;
  }
}
