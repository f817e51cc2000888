// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.report;

import io.sparseout.experiments.document.Tone;
import java.nio.file.Path;

/**
 * Something about a run's folder that a reader of its results must know.
 *
 * @param folder the run's
 * @param kind how grave it is
 * @param text what it is
 */
record Fault(Path folder, Kind kind, String text) {
  /** How grave it is. */
  enum Kind {
    /** There is nothing of it in the report. */
    LEFT_OUT("left out", Tone.BAD),
    /** What it says is not what the program wrote. */
    CHANGED("changed", Tone.BAD),
    /** Something is missing. */
    INCOMPLETE("incomplete", Tone.OPEN),
    /** The program was another one. */
    OTHER_VERSION("other version", Tone.PLAIN),
    /** The program was this version's, as another commit has it. */
    OTHER_COMMIT("another commit", Tone.PLAIN),
    /** It was given more than once. */
    TWICE("given twice", Tone.PLAIN);

    private final String text;
    private final Tone tone;

    Kind(String text, Tone tone) {
      this.text = text;
      this.tone = tone;
    }

    Tone tone() {
      return tone;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** In a line. */
  @Override
  public String toString() {
    return folder + ": " + kind + ": " + text;
  }
}
