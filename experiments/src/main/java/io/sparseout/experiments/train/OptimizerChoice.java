// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.train;

import io.sparseout.core.optim.Adam;
import io.sparseout.core.optim.AdamW;
import io.sparseout.core.optim.Optimizer;
import io.sparseout.core.optim.Schedule;
import io.sparseout.core.optim.Sgd;
import io.sparseout.experiments.options.Require;
import java.util.Locale;

/** The optimizers that the command line knows by name. */
enum OptimizerChoice {
  /** Gradient descent with momentum 0.9. */
  SGD,
  /** Adam without weight decay. */
  ADAM,
  /** AdamW with its weight decay of 0.01. */
  ADAMW;

  /**
   * The optimizer of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static OptimizerChoice of(String name) {
    return valueOf(
        Require.oneOf("--optimizer", name, "sgd", "adam", "adamw").toUpperCase(Locale.ROOT));
  }

  /** The learning rate where none is given. */
  double defaultRate() {
    return this == SGD ? 0.1 : 1e-3;
  }

  /** A new optimizer. */
  Optimizer create(Schedule schedule) {
    return switch (this) {
      case SGD -> new Sgd(schedule).momentum(0.9);
      case ADAM -> new Adam(schedule);
      case ADAMW -> new AdamW(schedule);
    };
  }
}
