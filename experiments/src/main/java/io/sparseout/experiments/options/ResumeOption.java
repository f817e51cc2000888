// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.options;

import io.sparseout.experiments.runs.Run;
import io.sparseout.experiments.runs.RunDirectory;
import io.sparseout.experiments.runs.RunRecord;
import io.sparseout.experiments.runs.StopSignal;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option of every experiment to go on with a run that ended early. */
public final class ResumeOption {
  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "Go on with the run in this folder, which ended early, to the same results as if it had never"
              + " ended: what has a row is not done again. All other options as they were, without --out.")
  private Path folder;

  /** The folder of the new run, or of the one that goes on; none is made where data are refused. */
  public RunDirectory directory(CommonOptions common, RunRecord record) {
    return common.checked(() -> RunDirectory.of(common.out(), record.experiment(), folder));
  }

  /**
   * Begins the run, or goes on with it.
   *
   * @param type of its rows
   */
  public <R> Run<R> start(
      RunDirectory directory, RunRecord record, StopSignal stop, Class<R> type) {
    return folder == null
        ? new Run<>(directory, record, stop)
        : Run.resume(directory, record, stop, type);
  }
}
