// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.random.RandomStream;
import java.util.List;

/**
 * A row of the table of operations: what it takes and what it computes.
 *
 * @param name the method of {@link Tensor}, and after a space what distinguishes the row
 * @param inputs its operands
 * @param function the operation
 */
record Operation(String name, List<Input> inputs, GradientCheck.Function function) {
  /** Where an operand's values lie. */
  enum Domain {
    ANY,
    /** At least 0.1 in magnitude: no step of a difference crosses 0. */
    AWAY_FROM_ZERO,
    POSITIVE,
    /** At least 0.1 apart from each other, shuffled. */
    DISTINCT,
    UNIT,
    /** INT32 from 0 to 3. */
    CLASS
  }

  /**
   * An operand.
   *
   * @param shape its shape, where -1 stands for the number of rows
   */
  record Input(Domain domain, int... shape) {
    Tensor draw(int rows, RandomStream random) {
      int[] dims = shape.clone();
      for (int i = 0; i < dims.length; i++) {
        dims[i] = dims[i] == -1 ? rows : dims[i];
      }
      int n = Shape.of(dims).size();
      double[] normals = random.next().normals(n);
      int[] order = random.next().permutation(n);
      double[] values = new double[n];
      int[] classes = new int[n];
      for (int i = 0; i < n; i++) {
        double z = Math.max(-3, Math.min(3, normals[i]));
        classes[i] = order[i] % 4;
        values[i] =
            switch (domain) {
              case ANY -> z;
              case AWAY_FROM_ZERO -> z + Math.copySign(0.1, z);
              case POSITIVE -> Math.abs(z) + 0.1;
              case DISTINCT -> order[i] * 0.11 - 1;
              case UNIT -> 0.05 + 0.9 * Math.abs(z) / 3;
              case CLASS -> 0;
            };
      }
      return domain == Domain.CLASS ? Tensor.of(classes, dims) : Tensor.of(values, dims);
    }
  }

  /** The method of {@link Tensor} that the row is about. */
  String method() {
    return name.split(" ")[0];
  }

  List<Tensor> draw(int rows, long seed) {
    RandomStream random = RandomStream.of(seed);
    return inputs.stream().map(input -> input.draw(rows, random)).toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
