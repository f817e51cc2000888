// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.tables;

import io.sparseout.experiments.options.CommonOptions;
import io.sparseout.experiments.plots.PlotFiles;
import io.sparseout.experiments.runs.Json;
import io.sparseout.experiments.runs.Results;
import io.sparseout.experiments.runs.RunDirectory;
import java.io.PrintWriter;

/** Tells the user what a run came to and where it is kept. */
public final class Summary {
  private Summary() {}

  /** Prints the table and the files' places, or the results as JSON. */
  public static void print(
      CommonOptions common,
      Results results,
      String table,
      RunDirectory directory,
      PlotFiles plots) {
    PrintWriter out = common.stdout();
    if (common.json()) {
      out.print(Json.document(results));
    } else {
      out.print(table);
      out.println();
      out.println("results   " + directory.results());
      plots.written().forEach(plot -> out.println("plot      " + plot));
      if (directory.hasModels()) {
        out.println("models    " + directory.checkpoints());
      }
    }
    out.flush();
  }
}
