// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.options;

import java.io.PrintWriter;
import java.util.List;

/** Runs commands of this program within this process, for a command that is made of others. */
@FunctionalInterface
public interface Subprogram {
  /**
   * Runs a command as if it had been called by itself.
   *
   * @param out where its results go
   * @param arguments the command's name and its arguments
   * @return the exit code
   */
  int run(PrintWriter out, List<String> arguments);
}
