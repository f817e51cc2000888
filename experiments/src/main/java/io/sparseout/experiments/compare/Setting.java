// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compare;

import io.sparseout.experiments.runs.RegularizerChoice;
import io.sparseout.regularizers.Dropout;
import io.sparseout.regularizers.Regularizers;
import io.sparseout.regularizers.Sparseout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
      String name = probability == null ? label : with(label, "p", probability);
      candidates.add(new RegularizerChoice(name, full, Regularizers.parse(full)));
    }
    return new Setting(label, List.copyOf(candidates));
  }

  /** The values of a list that a text takes for a parameter; a null alone if it takes none. */
  private static List<Float> missing(String text, String parameter, List<Float> values) {
    Map<String, String> said = Regularizers.values(text);
    return Regularizers.parameters(text).contains(parameter) && !said.containsKey(parameter)
        ? values
        : Collections.singletonList(null);
  }

  /** A text with one parameter more, unless that is null. */
  private static String with(String text, String parameter, Float value) {
    if (value == null) {
      return text;
    }
    boolean first = text.indexOf(':') < 0 && text.indexOf('=') < 0;
    return text + (first ? ":" : ",") + parameter + "=" + RegularizerChoice.number(value);
  }

  /** Whether this is Dropout, as such or as Sparseout with q = 2. */
  public boolean isDropout() {
    return candidates.stream()
        .map(RegularizerChoice::layer)
        .allMatch(
            layer ->
                layer instanceof Dropout
                    || (layer instanceof Sparseout sparseout
                        && sparseout.q() == 2
                        && sparseout.epsilon() == 0));
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
