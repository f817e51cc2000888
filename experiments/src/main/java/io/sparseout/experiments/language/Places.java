// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.language;

import io.sparseout.core.Layer;
import io.sparseout.experiments.options.Require;
import io.sparseout.experiments.runs.RegularizerChoice;
import io.sparseout.layers.LanguageModel;
import io.sparseout.layers.Sequential;
import io.sparseout.regularizers.ActivationPenalty;
import io.sparseout.regularizers.Locked;
import io.sparseout.regularizers.Regularizers;
import io.sparseout.regularizers.TemporalActivationPenalty;
import java.util.stream.Stream;

/**
 * Where regularizers stand in a language model. A place has the text of a regularizer, as {@link
 * Regularizers#parse} takes it, or {@value #COMPARED}: the one that is compared with others.
 *
 * @param words on whole words of the embedding
 * @param input on the embedded words
 * @param between on what goes from one recurrent layer to the next
 * @param output on what the last recurrent layer gives
 * @param recurrent on the weights from a layer's state to itself
 * @param masks {@code locked}: the same mask at every time step of input, between and output; or
 *     {@code fresh}
 * @param alpha of the penalty on activations, 0 for none
 * @param beta of the penalty on their change in time, 0 for none
 */
record Places(
    String words,
    String input,
    String between,
    String output,
    String recurrent,
    String masks,
    float alpha,
    float beta) {
  private static final String COMPARED = "compared";
  private static final String NONE = "none";

  /**
   * The text of a place: a probability alone is Dropout's.
   *
   * @throws IllegalArgumentException if it is none of what a place may have, with the option
   */
  static String text(String option, String given) {
    String text = given.strip();
    if (text.equals(COMPARED)) {
      return text;
    }
    if (text.matches("[-+.0-9].*")) {
      return "dropout:p=" + Require.probability(option, number(option, text));
    }
    try {
      Regularizers.parse(text);
      return text;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          option + ": a probability, a regularizer or 'compared' is needed: " + e.getMessage(), e);
    }
  }

  private static float number(String option, String text) {
    try {
      return Float.parseFloat(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + ": a number is needed, not '" + text + "'", e);
    }
  }

  /** Whether any place of a model of so many layers has the regularizer that is compared. */
  boolean compare(int layers) {
    return Stream.of(words, input, layers > 1 ? between : NONE, output, recurrent)
        .anyMatch(COMPARED::equals);
  }

  /**
   * A model's builder with regularizers. Those of weights are not there where there are none.
   *
   * @param compared the one that is compared, on activations and words
   * @param comparedWeights the same on recurrent weights
   */
  LanguageModel.Builder put(LanguageModel.Builder builder, Layer compared, Layer comparedWeights) {
    builder.input(activations(input, compared)).between(activations(between, compared));
    builder.output(
        Sequential.of(
            new TemporalActivationPenalty(beta),
            activations(output, compared),
            new ActivationPenalty(alpha)));
    if (!words.equals(NONE)) {
      builder.words(layer(words, compared));
    }
    if (!recurrent.equals(NONE)) {
      builder.recurrentWeights(layer(recurrent, comparedWeights));
    }
    return builder;
  }

  /**
   * Checks that what is compared has a place to be in.
   *
   * @throws IllegalArgumentException if it is noise on weights, and the recurrent ones have another
   */
  void check(RegularizerChoice choice) {
    if (choice.isOfWeights() && !recurrent.equals(COMPARED)) {
      throw new IllegalArgumentException(
          "--regularizer: "
              + choice.text()
              + " is noise on weights; give it those of recurrent"
              + " layers by --wdrop "
              + COMPARED);
    }
  }

  private Layer activations(String text, Layer compared) {
    Layer layer = layer(text, compared);
    return masks.equals("locked") ? new Locked(layer) : layer;
  }

  private static Layer layer(String text, Layer compared) {
    return text.equals(COMPARED) ? compared : Regularizers.parse(text);
  }
}
