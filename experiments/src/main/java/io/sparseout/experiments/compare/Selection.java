// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The choice of each setting's p: the one with the highest mean score on validation data over some
 * seeds, of equal ones the first. It looks at nothing else.
 */
final class Selection {
  private final Map<String, String> chosen = new LinkedHashMap<>();

  /**
   * Chooses by the rows of trials.
   *
   * @param seeds the choice rests on rows of these
   */
  Selection(List<? extends Compared> rows, List<Long> seeds) {
    Map<String, Map<String, Double>> scores =
        rows.stream()
            .filter(row -> seeds.contains(row.seed()))
            .collect(
                Collectors.groupingBy(
                    Compared::setting,
                    LinkedHashMap::new,
                    Collectors.groupingBy(
                        Compared::regularizer,
                        LinkedHashMap::new,
                        Collectors.averagingDouble(Compared::validationScore))));
    scores.forEach((setting, means) -> chosen.put(setting, best(means)));
  }

  private static String best(Map<String, Double> means) {
    String best = null;
    for (Map.Entry<String, Double> candidate : means.entrySet()) {
      if (best == null || candidate.getValue() > means.get(best)) {
        best = candidate.getKey();
      }
    }
    return best;
  }

  /** Whether a row's model has the p that was chosen for its setting. */
  boolean isChosen(Compared row) {
    return isChosen(row.setting(), row.regularizer());
  }

  /** Whether a regularizer is the one that was chosen for a setting. */
  boolean isChosen(String setting, String regularizer) {
    return regularizer.equals(chosen.get(setting));
  }
}
