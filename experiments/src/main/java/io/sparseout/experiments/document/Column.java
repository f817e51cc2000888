// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.document;

/**
 * A column of a table.
 *
 * @param heading what it has, with the unit
 * @param ofNumbers whether its cells are numbers, to be set flush right
 */
public record Column(String heading, boolean ofNumbers) {
  /** A column of words. */
  public static Column words(String heading) {
    return new Column(heading, false);
  }

  /** A column of numbers. */
  public static Column numbers(String heading) {
    return new Column(heading, true);
  }
}
