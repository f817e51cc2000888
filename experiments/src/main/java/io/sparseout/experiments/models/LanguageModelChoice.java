// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.models;

import io.sparseout.experiments.options.Require;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A language model as the command line names it: {@code lstm:650x2}.
 *
 * @param cell {@code lstm}, {@code gru} or {@code rnn}
 * @param hidden units a layer
 * @param layers recurrent layers
 */
public record LanguageModelChoice(String cell, int hidden, int layers) {
  /** The models by name, for help and errors. */
  public static final String NAMES = "lstm:UNITSxLAYERS, gru:UNITSxLAYERS, rnn:UNITSxLAYERS";

  private static final Pattern TEXT = Pattern.compile("(lstm|gru|rnn):(\\d{1,9})(?:x(\\d{1,9}))?");

  /**
   * The model of a text; one layer where it does not say how many.
   *
   * @throws IllegalArgumentException if there is no such model
   */
  public static LanguageModelChoice of(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("--model: one of " + NAMES + ", not '" + text + "'");
    }
    String layers = matcher.group(3);
    return new LanguageModelChoice(
        matcher.group(1),
        Require.inRange(
            "--model " + text + ", its units", Integer.parseInt(matcher.group(2)), 2, 65_536),
        Require.inRange(
            "--model " + text + ", its layers",
            layers == null ? 1 : Integer.parseInt(layers),
            1,
            64));
  }

  /** The text. */
  public String text() {
    return cell + ":" + hidden + "x" + layers;
  }
}
