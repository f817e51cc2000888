// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.image;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The choice of each setting's p: the one with the highest mean accuracy on the validation images
 * over all seeds, of equal ones the first. It looks at nothing else.
 */
final class Selection {
  private final Map<String, String> chosen = new LinkedHashMap<>();

  /** Chooses by the rows of all trials. */
  Selection(List<ImageRow> rows) {
    Map<String, Map<String, Double>> accuracies =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    ImageRow::setting,
                    LinkedHashMap::new,
                    Collectors.groupingBy(
                        ImageRow::regularizer,
                        LinkedHashMap::new,
                        Collectors.averagingDouble(ImageRow::validationAccuracy))));
    accuracies.forEach((setting, means) -> chosen.put(setting, best(means)));
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
  boolean isChosen(ImageRow row) {
    return row.regularizer().equals(chosen.get(row.setting()));
  }
}
