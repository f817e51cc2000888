// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compress;

import io.sparseout.experiments.options.Require;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The ways in which a network is made sparse. */
enum Method {
  /** Not at all: what the others are compared with. */
  DENSE,
  /** The smallest weights of the trained network go at once, and the rest is trained on. */
  ONE_SHOT,
  /** The smallest weights go during training, more and more of them along a cubic ramp. */
  GRADUAL,
  /** The smallest units of the trained network go at once; what is left is a smaller network. */
  STRUCTURED;

  /** Those that the command line knows: all but the one that does nothing. */
  static List<Method> choices() {
    return Arrays.stream(values()).filter(method -> method != DENSE).toList();
  }

  /**
   * The method of a name.
   *
   * @throws IllegalArgumentException if there is none, with the nearest one there is
   */
  static Method of(String name) {
    Require.known("--methods", name, choices().stream().map(Method::toString).toList());
    return valueOf(name.replace('-', '_').toUpperCase(Locale.ROOT));
  }

  /** Whether it takes away whole units, which are another list's shares. */
  boolean ofUnits() {
    return this == STRUCTURED;
  }

  /** Whether it begins with the weights that the dense network of its seed came to. */
  boolean fromTrained() {
    return this == ONE_SHOT || this == STRUCTURED;
  }

  /** Its name on the command line. */
  @Override
  public String toString() {
    return name().replace('_', '-').toLowerCase(Locale.ROOT);
  }
}
