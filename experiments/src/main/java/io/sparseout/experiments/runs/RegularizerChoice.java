// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

import io.sparseout.core.Layer;
import io.sparseout.regularizers.Dropout;
import io.sparseout.regularizers.Regularizers;
import io.sparseout.regularizers.Sparseout;
import java.util.Locale;

/**
 * A regularizer as the command line names it, and as tables and plots call it.
 *
 * @param label short, but unlike the others' of its run: {@code q=1.5}
 * @param text as {@link Regularizers#parse} takes it
 * @param layer the regularizer
 */
public record RegularizerChoice(String label, String text, Layer layer) {
  /**
   * Between the texts of several regularizers, as a regular expression: {@code ;}, or a comma that
   * a name comes after, not a parameter.
   */
  public static final String SEPARATOR = ";|,(?=\\s*[A-Za-z]+\\s*(?:[:;,]|$))";

  /**
   * The regularizer of a text, called by the text.
   *
   * @throws IllegalArgumentException if there is no such regularizer
   */
  public static RegularizerChoice of(String text) {
    return new RegularizerChoice(text, text, Regularizers.parse(text));
  }

  /**
   * One of a comparison of values of q, called by it.
   *
   * @param gradient {@code published} or {@code exact}
   * @throws IllegalArgumentException if a value is out of its range
   */
  public static RegularizerChoice sparseout(float p, float q, String gradient) {
    String text = "sparseout:p=" + number(p) + ",q=" + number(q) + ",gradient=" + gradient;
    return new RegularizerChoice("q=" + number(q), text, Regularizers.parse(text));
  }

  /** Its probability of dropping; null where it has none. */
  public Float p() {
    if (layer instanceof Sparseout sparseout) {
      return sparseout.p();
    }
    return layer instanceof Dropout dropout ? (Float) dropout.p() : null;
  }

  /** Its norm; null where it has none. */
  public Float q() {
    return layer instanceof Sparseout sparseout ? (Float) sparseout.q() : null;
  }

  /** Its gradient, {@code published} or {@code exact}; null where there is no choice. */
  public String gradient() {
    return layer instanceof Sparseout sparseout
        ? sparseout.gradient().name().toLowerCase(Locale.ROOT)
        : null;
  }

  /** The name of its trial with a seed: the label as far as every file system bears it. */
  public String trialName(long seed) {
    return label.replaceAll("[^A-Za-z0-9.=,]+", "-") + "-seed" + seed;
  }

  /** The shortest text of a number: {@code 1} and {@code 1.5}. */
  public static String number(float value) {
    return value == (int) value ? Integer.toString((int) value) : Float.toString(value);
  }
}
