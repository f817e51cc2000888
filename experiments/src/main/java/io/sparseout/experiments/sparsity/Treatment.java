// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.sparsity;

import io.sparseout.experiments.runs.RegularizerChoice;
import java.util.ArrayList;
import java.util.List;

/**
 * What is trained with each seed.
 *
 * @param code what the units of the code compute
 * @param regularizer of the code, with a label unlike the others' of its run
 */
record Treatment(Code code, RegularizerChoice regularizer) {
  /**
   * Sparseout at each q, with each p, each gradient and each code. Labels name what there is
   * several of.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  static List<Treatment> ofNorms(
      List<Code> codes, List<Float> p, List<String> gradients, List<Float> q) {
    List<Treatment> treatments = new ArrayList<>();
    for (Code code : codes) {
      for (float probability : p) {
        for (String gradient : gradients) {
          String more =
              (p.size() > 1 ? ",p=" + RegularizerChoice.number(probability) : "")
                  + (gradients.size() > 1 ? "," + gradient : "");
          for (float norm : q) {
            RegularizerChoice one = RegularizerChoice.sparseout(probability, norm, gradient);
            treatments.add(of(code, codes, one.label() + more, one.text()));
          }
        }
      }
    }
    return List.copyOf(treatments);
  }

  /**
   * Any regularizers, with each code.
   *
   * @throws IllegalArgumentException if a text is no regularizer of activations that are not states
   */
  static List<Treatment> ofTexts(List<Code> codes, List<String> texts) {
    List<Treatment> treatments = new ArrayList<>();
    for (Code code : codes) {
      for (String text : texts) {
        treatments.add(of(code, codes, text, text));
      }
    }
    return List.copyOf(treatments);
  }

  private static Treatment of(Code code, List<Code> codes, String label, String text) {
    String full = codes.size() > 1 ? label + "," + code : label;
    return new Treatment(code, RegularizerChoice.of(full, text).withoutStates());
  }
}
