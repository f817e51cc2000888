// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.paper;

import java.util.List;

/**
 * An experiment of the paper.
 *
 * @param experiment its name, that of its command and of its folder
 * @param arguments of the command, but for the seed and what says where and how to compute
 */
record Part(String experiment, List<String> arguments) {
  /** An experiment with the arguments of a line. */
  static Part of(String experiment, String line) {
    return new Part(experiment, List.of(line.split(" ")));
  }
}
