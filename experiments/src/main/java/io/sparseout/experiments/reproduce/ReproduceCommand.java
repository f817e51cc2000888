// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.reproduce;

import io.sparseout.experiments.options.CommonOptions;
import io.sparseout.experiments.options.Subprogram;
import io.sparseout.experiments.runs.Json;
import io.sparseout.experiments.runs.RecordedRun;
import io.sparseout.experiments.runs.RunDirectory;
import io.sparseout.experiments.runs.RunException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code reproduce}. */
@Command(
    name = ReproduceCommand.NAME,
    sortOptions = false,
    header = "Run an experiment again from the record of its run, and compare.",
    description = {
      "",
      "Reads which command and which data a run's results.json names, runs it in a folder of its own,"
          + " with this process's threads, kernels and data folder, and compares the hash of the"
          + " weights and every other value of every row, bit by bit, without times and memory."
          + " Data of another hash are refused. Exit code 0: equal; 1: different.",
      ""
    })
public final class ReproduceCommand implements Callable<Integer> {
  static final String NAME = "reproduce";

  /** What has rows, and so can be compared. */
  private static final Set<String> EXPERIMENTS =
      Set.of(
          "theory",
          "sparsity",
          "cost",
          "image",
          "language",
          "weights",
          "compress",
          "train",
          "inspect");

  /** What this command says itself, and what has the program do something else. */
  private static final Set<String> NOT_OF_A_RECORD =
      Set.of("--out", "--data-dir", "--data-sha256", "--help", "-h", "--version", "-V");

  private static final int EQUAL = 0;
  private static final int DIFFERENT = 1;

  private final Subprogram program;

  @Parameters(paramLabel = "RUN", description = "The folder of the run.")
  private Path run;

  @Mixin private CommonOptions common;

  /** A command that runs others. */
  public ReproduceCommand(Subprogram program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    common.setUpCompute();
    RecordedRun before = RecordedRun.read(run);
    requireRepeatable(before);
    warn(before);
    Path folder = common.out().orElseGet(() -> RunDirectory.create(common.out(), NAME).path());
    int code = program.run(new PrintWriter(Writer.nullWriter()), arguments(before, folder));
    if (code != 0 && !(before.status().equals("failed") && failed(folder))) {
      return code; // it has said why
    }
    Reproduction found = Reproduction.of(before, RecordedRun.read(folder));
    common
        .stdout()
        .print(common.json() ? Json.document(found) : new ReproductionReport(found).text());
    common.stdout().flush();
    return found.equal() ? EQUAL : DIFFERENT;
  }

  private static void requireRepeatable(RecordedRun before) {
    if (before.arguments() == null) {
      throw new RunException(
          before.folder()
              + ": its results.json does not say which command it is of, as versions before did not;"
              + " run the command "
              + before.experiment()
              + " with the options that its config.json tells, and compare by hand");
    }
    if (!EXPERIMENTS.contains(before.experiment())) {
      throw new RunException(
          before.folder()
              + ": is of '"
              + before.experiment()
              + "', which is no experiment with rows to compare; name the folder of one");
    }
    for (String argument : before.arguments()) {
      String option = argument.split("=", 2)[0];
      if (argument.startsWith("@") || NOT_OF_A_RECORD.contains(option)) {
        throw new RunException(
            before.folder()
                + ": its results.json has the argument '"
                + argument
                + "', which the program writes into no record; it is not run");
      }
    }
  }

  private void warn(RecordedRun before) {
    if (Boolean.FALSE.equals(before.isIntact())) {
      warn(before, "its results.json was changed after it was written, its seal does not fit");
    }
    if (before.isIntact() == null) {
      warn(before, "its results.json has no seal, so that changes would not be seen");
    }
    if (!before.isComplete()) {
      warn(
          before,
          "its status is " + before.status() + ", so the rows that are there are compared alone");
    }
  }

  private void warn(RecordedRun before, String what) {
    common.stderr().println("sparseout: warning: " + before.folder() + ": " + what);
    common.stderr().flush();
  }

  private List<String> arguments(RecordedRun before, Path folder) {
    List<String> arguments = new ArrayList<>();
    arguments.add(before.experiment());
    arguments.addAll(before.arguments());
    arguments.addAll(List.of("--out", folder.toString()));
    if (before.data().size() == 1) {
      arguments.addAll(List.of("--data-sha256", before.data().get(0).sha256()));
    }
    arguments.addAll(common.forSubprogram());
    return List.copyOf(arguments);
  }

  /** Whether the repetition got as far as to fail too. */
  private static boolean failed(Path folder) {
    return Files.exists(folder.resolve("results.json"))
        && RecordedRun.read(folder).status().equals("failed");
  }
}
