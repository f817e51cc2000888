// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import java.util.Collection;

/**
 * The help in an error about an unknown name: the known one most like it. For those too who add
 * names, or have some of their own.
 */
public final class NearestName {
  private NearestName() {}

  /** "did you mean X?" where a known name is at most half different, else all known names. */
  public static String hint(String name, Collection<String> known) {
    String nearest = null;
    int fewest = name.length() / 2 + 1;
    for (String candidate : known) {
      int edits = edits(name, candidate);
      if (edits < fewest) {
        fewest = edits;
        nearest = candidate;
      }
    }
    if (known.isEmpty()) {
      return "it takes none";
    }
    return nearest == null
        ? "known are " + String.join(", ", known)
        : "did you mean '" + nearest + "'? Known are " + String.join(", ", known);
  }

  /** The fewest insertions, deletions and replacements between two words; Levenshtein 1966. */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(diagonal, row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
