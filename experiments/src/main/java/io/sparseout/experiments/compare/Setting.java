// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compare;

import io.sparseout.experiments.runs.RegularizerChoice;
import io.sparseout.regularizers.Regularizers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * One side of a comparison: a regularizer whose p is still to be chosen.
 *
 * @param label what tables and plots call it: {@code q=1.5}, {@code dropout}, {@code none}
 * @param candidates the regularizer at each p that it may have, one or more
 */
public record Setting(String label, List<RegularizerChoice> candidates) {
  /**
   * The settings of a run: each text at each norm, where it takes one and does not say which.
   * Dropout is left out where Sparseout with q = 2 and the same candidates is there, since the two
   * are the same in every bit.
   *
   * @param texts regularizers
   * @param q norms for those that do not say theirs
   * @param p probabilities for those that do not say theirs
   * @throws IllegalArgumentException if a text is no regularizer, or two are the same one
   */
  public static List<Setting> of(List<String> texts, List<Float> q, List<Float> p) {
    List<Setting> settings = new ArrayList<>();
    for (String text : texts) {
      for (Float norm : missing(text, "q", q)) {
        settings.add(of(text, norm, p));
      }
    }
    for (Setting setting : settings) {
      if (settings.stream().filter(other -> other.label.equals(setting.label)).count() > 1) {
        throw new IllegalArgumentException(
            "--regularizer: " + setting.label + " is there twice; give each once");
      }
    }
    List<Setting> all = List.copyOf(settings);
    settings.removeIf(
        setting ->
            setting.label.equals("dropout")
                && all.stream().anyMatch(setting::isTrainedAsSparseout));
    return List.copyOf(settings);
  }

  private static Setting of(String text, Float norm, List<Float> p) {
    String label =
        norm == null
            ? text
            : (text.equals("sparseout") ? "" : text + ",") + "q=" + RegularizerChoice.number(norm);
    List<RegularizerChoice> candidates = new ArrayList<>();
    for (Float probability : missing(text, "p", p)) {
      String full = with(with(text, "q", norm), "p", probability);
      String name = probability == null ? label : labelled(label, probability);
      candidates.add(RegularizerChoice.of(name, full));
    }
    return new Setting(label, List.copyOf(candidates));
  }

  /** The values of a list that a text takes for a parameter; a null alone if it takes none. */
  private static List<Float> missing(String text, String parameter, List<Float> values) {
    return Regularizers.lacks(text, parameter) ? values : Collections.singletonList(null);
  }

  /** A text with one parameter more, unless that is null. */
  private static String with(String text, String parameter, Float value) {
    return value == null
        ? text
        : Regularizers.with(text, parameter, RegularizerChoice.number(value));
  }

  private static String labelled(String label, float p) {
    boolean first = label.indexOf(':') < 0 && label.indexOf('=') < 0;
    return label + (first ? ":" : ",") + "p=" + RegularizerChoice.number(p);
  }

  /** Whether this is Dropout, as such or as Sparseout with q = 2. */
  public boolean isDropout() {
    return candidates.stream().allMatch(RegularizerChoice::isDropout);
  }

  private boolean isTrainedAsSparseout(Setting other) {
    return other.isDropout()
        && !other.label.equals(label)
        && Objects.equals(probabilities(), other.probabilities());
  }

  private List<Float> probabilities() {
    return candidates.stream().map(RegularizerChoice::p).toList();
  }
}
