// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.report;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import io.sparseout.core.io.CheckpointException;
import io.sparseout.experiments.machine.Version;
import io.sparseout.experiments.runs.Json;
import io.sparseout.experiments.runs.RecordedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a run's folder says of itself, held against what it should: whether the run is complete, by
 * this version, and as the program left it.
 */
final class RunChecks {
  /** Whether a saved model has the weights that its row says. */
  enum Weights {
    SAME("as saved"),
    OTHER("other weights"),
    UNREADABLE("cannot be read"),
    NOT_SAVED("not saved");

    private final String text;

    Weights(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static final int SHORT_COMMIT = 12;
  private static final String DIRTY = "-dirty";

  private final RecordedRun run;
  private final Plots plots;
  private final List<Fault> faults = new ArrayList<>();
  private final Map<String, Weights> weights = new LinkedHashMap<>();

  private RunChecks(RecordedRun run, Plots plots) {
    this.run = run;
    this.plots = plots;
  }

  /** Checks a run and its plots. */
  static RunChecks of(RecordedRun run, Plots plots) {
    RunChecks checks = new RunChecks(run, plots);
    checks.status();
    checks.version();
    checks.seal();
    checks.config();
    checks.plots();
    run.rows().forEach(checks::weights);
    checks.checkpoints();
    return checks;
  }

  /** What is wrong. */
  List<Fault> faults() {
    return List.copyOf(faults);
  }

  /** What came of the check of each trial that trains, by its name. */
  Map<String, Weights> weights() {
    return Map.copyOf(weights);
  }

  private void status() {
    if (!run.isComplete()) {
      fault(
          Fault.Kind.INCOMPLETE,
          "its status is "
              + Members.cut(run.status())
              + ", not complete: what it says rests on the "
              + run.rows().size()
              + " trials that were finished");
    } else if (run.rows().isEmpty()) {
      fault(Fault.Kind.INCOMPLETE, "it has no rows");
    }
  }

  private void version() {
    List<String> differences = new ArrayList<>();
    Version here = Version.current();
    String number = Members.text(run.provenance(), "version");
    String commit = Members.text(run.provenance(), "commit");
    Version there = new Version(number, commit);
    if (!there.equals(here) && !isOtherCommit()) {
      differences.add("made by version " + told(there) + ", this document by " + told(here));
    }
    if (run.arguments() == null) {
      differences.add("its command is not recorded, so it cannot be repeated from its record");
    }
    if (run.isIntact() == null) {
      differences.add("its results are not sealed, so a change by hand would not be seen");
    }
    if (!differences.isEmpty()) {
      fault(Fault.Kind.OTHER_VERSION, String.join("; ", differences));
    }
  }

  /** Whether this version made it, but another commit: one fault of all such runs together. */
  boolean isOtherCommit() {
    Version here = Version.current();
    String commit = Members.text(run.provenance(), "commit");
    return Members.text(run.provenance(), "version").equals(here.number())
        && !commit.isEmpty()
        && !commit.equals(here.commit());
  }

  private static String told(Version version) {
    return Members.cut(new Version(version.number(), shortened(version.commit())).toString());
  }

  /** A commit as people name it. */
  static String shortened(String commit) {
    boolean whole = commit.length() <= SHORT_COMMIT;
    boolean clean = !commit.endsWith(DIRTY);
    return whole ? Members.cut(commit) : commit.substring(0, SHORT_COMMIT) + (clean ? "" : DIRTY);
  }

  private void seal() {
    if (Boolean.FALSE.equals(run.isIntact())) {
      fault(
          Fault.Kind.CHANGED,
          "results.json is not as the program wrote it: its seal, the SHA-256 of the rest, is"
              + " another");
    }
  }

  private void config() {
    Path file = run.folder().resolve("config.json");
    if (Files.notExists(file)) {
      fault(Fault.Kind.INCOMPLETE, "config.json is missing");
      return;
    }
    try {
      if (!Json.parse(Files.readString(file)).equals(run.config())) {
        fault(
            Fault.Kind.CHANGED,
            "config.json is not the configuration in results.json; one of them was changed");
      }
    } catch (JsonParseException e) {
      fault(Fault.Kind.CHANGED, "config.json cannot be read (" + e.getMessage() + ")");
    } catch (IOException e) {
      fault(Fault.Kind.CHANGED, "config.json cannot be read (" + Members.cut(e.toString()) + ")");
    }
  }

  private void plots() {
    if (run.isComplete() && plots.figures().isEmpty() && !hasDrawnNothing()) {
      fault(Fault.Kind.INCOMPLETE, "it has no plots that can be shown");
    }
    plots.faults().forEach((file, text) -> fault(Fault.Kind.INCOMPLETE, file + " " + text));
  }

  /** Not every run has something to draw: one that has not leaves an empty folder. */
  private boolean hasDrawnNothing() {
    try (Stream<Path> files = Files.list(run.folder().resolve("plots"))) {
      return files.findAny().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  private void checkpoints() {
    long missing = weights.values().stream().filter(Weights.NOT_SAVED::equals).count();
    if (missing > 0) {
      fault(
          Fault.Kind.INCOMPLETE,
          (missing == 1 ? "1 checkpoint is" : missing + " checkpoints are")
              + " missing, so that not all trained weights can be checked");
    }
  }

  private void weights(JsonObject row) {
    String trial = Members.text(row, "trial");
    String recorded = Members.text(row, "weightsSha256");
    if (trial.isEmpty() || recorded.isEmpty()) {
      return; // it trains nothing
    }
    String place = "checkpoints/" + trial + ".safetensors";
    try {
      Path folder = run.folder().resolve("checkpoints").normalize();
      Path file = run.folder().resolve(place).normalize();
      if (!file.startsWith(folder) || Files.notExists(file)) {
        weights.put(trial, Weights.NOT_SAVED);
        return;
      }
      boolean same = ModelHash.of(file, run.experiment()).equals(recorded);
      weights.put(trial, same ? Weights.SAME : Weights.OTHER);
      if (!same) {
        fault(Fault.Kind.CHANGED, place + " has other weights than its row says");
      }
    } catch (CheckpointException | IllegalArgumentException e) { // also where it names no file
      weights.put(trial, Weights.UNREADABLE);
      fault(
          Fault.Kind.CHANGED,
          place + " cannot be checked: " + Members.cut(String.valueOf(e.getMessage())));
    }
  }

  private void fault(Fault.Kind kind, String text) {
    faults.add(new Fault(run.folder(), kind, text));
  }
}
