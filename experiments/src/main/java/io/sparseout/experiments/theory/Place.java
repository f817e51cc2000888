// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.theory;

import java.util.Locale;

/** Which of a model's two vectors has the noise. */
enum Place {
  /** The features x, by Sparseout. */
  FEATURES,
  /** The weights w, by Bridgeout. */
  WEIGHTS;

  /** As tables and files call it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
