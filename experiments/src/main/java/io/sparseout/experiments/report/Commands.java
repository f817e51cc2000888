// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.report;

import io.sparseout.experiments.document.Block;
import io.sparseout.experiments.document.Code;
import io.sparseout.experiments.document.Paragraph;
import io.sparseout.experiments.document.Phrase;
import io.sparseout.experiments.runs.RecordedRun;
import io.sparseout.experiments.runs.RunRecord;
import java.util.List;

/** The commands that repeat a run. */
final class Commands {
  private Commands() {}

  /** The command of the run, and the one that compares. */
  static List<Block> of(RecordedRun run) {
    if (run.commandLine() == null) {
      return List.of(Paragraph.of("Its record has no command that would repeat it."));
    }
    String reproduce = RunRecord.commandLine("reproduce", List.of(run.folder().toString()));
    return List.of(
        Paragraph.of(
            Phrase.of("To run it again, and to compare all that comes of it bit by bit ("),
            Phrase.code("sparseout"),
            Phrase.of(" stands for "),
            Phrase.code("java -jar sparseout.jar"),
            Phrase.of("):")),
        new Code(run.commandLine() + "\n" + reproduce));
  }
}
