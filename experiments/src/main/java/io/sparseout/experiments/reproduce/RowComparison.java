// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.reproduce;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A row of a recorded run against the same row of its repetition.
 *
 * @param row its trial, or its number
 * @param weights whether the trained weights are the same bits; null where it has none
 * @param compared how many values were compared
 * @param differences values that differ, the hash of the weights first
 */
record RowComparison(String row, Boolean weights, int compared, List<Difference> differences) {
  private static final String WEIGHTS = "weightsSha256";

  /**
   * A value that differs.
   *
   * @param member where it stands in the row; null for the whole row
   * @param recorded as it was; null where it is new
   * @param repeated as it is now; null where it is missing
   */
  record Difference(String member, String recorded, String repeated) {}

  /**
   * Compares all values but times and memory.
   *
   * @param open whether the recorded run ended early: what is null or false in its rows may be so
   *     since it was never concluded
   */
  static RowComparison of(String row, JsonObject recorded, JsonObject repeated, boolean open) {
    Members before = Members.of(recorded);
    Members now = Members.of(repeated);
    Set<String> places = new LinkedHashSet<>();
    places.add(WEIGHTS);
    places.addAll(before.values().keySet());
    places.addAll(now.values().keySet());
    List<Difference> differences = new ArrayList<>();
    Boolean weights = null;
    int compared = 0;
    for (String place : places) {
      JsonElement old = before.values().get(place);
      JsonElement young = now.values().get(place);
      if (Members.isMeasured(place) || (old == null && young == null) || (open && isOpen(old))) {
        continue;
      }
      boolean equal = Members.equal(old, young);
      compared++;
      if (place.equals(WEIGHTS)) {
        weights = equal;
      }
      if (!equal) {
        differences.add(new Difference(place, Members.text(old), Members.text(young)));
      }
    }
    return new RowComparison(row, weights, compared, List.copyOf(differences));
  }

  private static boolean isOpen(JsonElement recorded) {
    return recorded == null
        || recorded.isJsonNull()
        || recorded.isJsonArray() // an empty one
        || recorded.toString().equals("false");
  }

  /** A row that one of the two runs alone has. */
  static RowComparison alone(String row, boolean recorded) {
    Difference whole =
        new Difference(null, recorded ? "is there" : null, recorded ? null : "is there");
    return new RowComparison(row, null, 0, List.of(whole));
  }

  /** Whether nothing differs. */
  boolean isEqual() {
    return differences.isEmpty();
  }
}
