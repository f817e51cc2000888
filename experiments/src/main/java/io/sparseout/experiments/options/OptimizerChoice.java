// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.options;

import io.sparseout.core.optim.Adam;
import io.sparseout.core.optim.AdamW;
import io.sparseout.core.optim.Optimizer;
import io.sparseout.core.optim.Schedule;
import io.sparseout.core.optim.Sgd;
import java.util.Locale;

/** The optimizers that the command line knows by name. */
public enum OptimizerChoice {
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
  public static OptimizerChoice of(String name) {
    return valueOf(
        Require.oneOf("--optimizer", name, "sgd", "adam", "adamw").toUpperCase(Locale.ROOT));
  }

  /** The learning rate where none is given. */
  public double defaultRate() {
    return this == SGD ? 0.1 : 1e-3;
  }

  /**
   * A new optimizer.
   *
   * @param schedule {@code cosine}, to 0 at the end, or {@code constant}
   * @param rate the learning rate, the first one of a cosine
   * @param steps how many there will be
   */
  public Optimizer create(String schedule, double rate, long steps) {
    Schedule rates =
        schedule.equals("cosine") ? Schedule.cosine(rate, steps) : Schedule.constant(rate);
    return switch (this) {
      case SGD -> new Sgd(rates).momentum(0.9);
      case ADAM -> new Adam(rates);
      case ADAMW -> new AdamW(rates);
    };
  }
}
