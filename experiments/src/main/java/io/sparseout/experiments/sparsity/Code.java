// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.sparsity;

import io.sparseout.core.Layer;
import io.sparseout.experiments.options.Require;
import io.sparseout.layers.Relu;
import io.sparseout.layers.Sigmoid;
import java.util.Arrays;
import java.util.Locale;

/** What the units of a code compute, and what of it counts as inactive. */
enum Code {
  /** max(x, 0), which is 0 of half of all numbers. */
  RELU("share of zeros") {
    @Override
    Layer layer() {
      return new Relu();
    }

    @Override
    double inactive(SparsityRow row) {
      return row.zeroFraction();
    }
  },

  /** 1 / (1 + e^-x), which is never 0, but may be as near as one likes. */
  SIGMOID("share near zero") {
    @Override
    Layer layer() {
      return new Sigmoid();
    }

    @Override
    double inactive(SparsityRow row) {
      return row.nearZeroFraction();
    }
  };

  private final String inactiveName;

  Code(String inactiveName) {
    this.inactiveName = inactiveName;
  }

  /**
   * The code of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Code of(String name) {
    String[] names = Arrays.stream(values()).map(Code::toString).toArray(String[]::new);
    return valueOf(Require.oneOf("--code", name, names).toUpperCase(Locale.ROOT));
  }

  /** A new layer that computes it. */
  abstract Layer layer();

  /** The share of a trained model's units that are inactive. */
  abstract double inactive(SparsityRow row);

  /** What tables call that share. */
  String inactiveName() {
    return inactiveName;
  }

  /** Its name on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
