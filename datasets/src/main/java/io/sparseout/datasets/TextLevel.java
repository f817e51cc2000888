// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

/** What a text's tokens are. */
public enum TextLevel {
  /** What stands between white space, and {@link Vocabulary#END_OF_LINE} after each line. */
  WORDS,

  /** Unicode code points, line feeds among them. */
  CHARACTERS
}
