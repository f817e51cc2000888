// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.paper;

import io.sparseout.experiments.claims.Claims;
import io.sparseout.experiments.options.CommonOptions;
import io.sparseout.experiments.options.Require;
import io.sparseout.experiments.options.Subprogram;
import io.sparseout.experiments.runs.Json;
import io.sparseout.experiments.runs.RunRecord;
import io.sparseout.experiments.runs.StopSignal;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code paper}. */
@Command(
    name = "paper",
    sortOptions = false,
    header = "Check all claims of the Sparseout paper, and write the report.",
    description = {
      "",
      "Runs theory, sparsity, cost, image and language one after the other, each in a folder of its own,"
          + " judges each of the paper's claims by a test that is named before anything runs, and writes"
          + " report.html and report.md. What fails does not keep the others from running. What is"
          + " stopped goes on with --resume: experiments that are finished are skipped, and one that is not"
          + " goes on where it was.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sparseout paper",
      "  sparseout paper --preset small --data-dir ~/data --out runs/small --only theory,sparsity",
      "  sparseout paper --preset small --data-dir ~/data --resume runs/small"
    })
public final class PaperCommand implements Callable<Integer> {
  private final StopSignal stop;
  private final Subprogram subprogram;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "smoke",
      description = {
        "How large the experiments are (default: ${DEFAULT-VALUE}).",
        "smoke: data that the program makes, in less than 5 minutes; too little to learn much.",
        "small: MNIST, parts of CIFAR-10 and of the Penn Treebank, small networks; some two hours on"
            + " two cores.",
        "paper: all of MNIST, CIFAR-10 with WRN-28-10, and the Penn Treebank with the medium LSTM;"
            + " weeks on two cores."
      })
  private String preset;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "Go on in this folder, with the same preset and seed, without --out.")
  private Path resumed;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description =
          "Run these of the experiments alone now, with commas between them; the others can follow"
              + " with --resume (default: all).")
  private List<String> only;

  @Mixin private CommonOptions common;

  /**
   * A command that ends early on the given signal.
   *
   * @param subprogram runs the experiments' commands
   */
  public PaperCommand(StopSignal stop, Subprogram subprogram) {
    this.stop = stop;
    this.subprogram = subprogram;
  }

  @Override
  public Integer call() {
    PaperConfig config = common.checked(() -> PaperConfig.of(Preset.of(preset), common.seed()));
    common.refuseDataHash();
    List<Part> wanted = common.checked(() -> wanted(config.parts()));
    common.setUpCompute();
    PaperFolder folder = folder(config);
    PrintWriter out = common.json() ? new PrintWriter(Writer.nullWriter()) : common.stdout();
    List<String> failed = new ArrayList<>();
    int code = 0;
    for (Part part : wanted) {
      int came = run(part, folder, out);
      if (stop.isRequested()) {
        sayHowToGoOn(config, folder);
        return came;
      }
      if (came != 0) {
        failed.add(part.experiment());
        code = code == 0 ? came : code;
      }
    }
    for (String format : List.of("html", "md")) {
      int came = subprogram.run(new PrintWriter(Writer.nullWriter()), report(folder, format));
      code = code == 0 ? came : code;
    }
    print(new Judgement(config.preset(), folder.path().toString(), failed, lines(config, folder)));
    return code;
  }

  private List<Part> wanted(List<Part> parts) {
    if (only == null) {
      return parts;
    }
    List<String> names = parts.stream().map(Part::experiment).toList();
    Require.distinct("--only", only).forEach(name -> Require.known("--only", name, names));
    return parts.stream().filter(part -> only.contains(part.experiment())).toList();
  }

  private PaperFolder folder(PaperConfig config) {
    common.require(
        () -> {
          if (resumed != null && common.out().isPresent()) {
            throw new IllegalArgumentException(
                "--resume: writes to its own folder; leave --out out");
          }
        });
    return resumed == null
        ? PaperFolder.create(common.out(), config)
        : PaperFolder.existing(resumed, config);
  }

  /** Runs an experiment, or what is left of it; gives its exit code. */
  private int run(Part part, PaperFolder folder, PrintWriter out) {
    out.println("== " + part.experiment());
    if (folder.isDone(part)) {
      out.println("done before, in " + folder.run(part));
      out.println();
      return 0;
    }
    boolean begun = folder.isBegun(part);
    if (!begun) {
      folder.clear(part);
    }
    List<String> arguments = new ArrayList<>();
    arguments.add(part.experiment());
    arguments.addAll(part.arguments());
    arguments.addAll(List.of("--seed", Long.toString(common.seed())));
    arguments.addAll(common.forSubprogram());
    arguments.addAll(List.of(begun ? "--resume" : "--out", folder.run(part).toString()));
    int code = subprogram.run(out, arguments);
    if (code == 0) {
      folder.done(part);
    }
    out.println();
    out.flush();
    return code;
  }

  private void sayHowToGoOn(PaperConfig config, PaperFolder folder) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--preset", config.preset()));
    arguments.addAll(List.of("--seed", Long.toString(config.seed())));
    arguments.addAll(common.forSubprogram());
    arguments.addAll(List.of("--resume", folder.path().toString()));
    common.stderr().println("to go on: " + RunRecord.commandLine("paper", arguments));
    common.stderr().flush();
  }

  private static List<String> report(PaperFolder folder, String format) {
    return List.of(
        "report",
        folder.path().toString(),
        "--format",
        format,
        "--out",
        folder.report(format).toString(),
        "--quiet");
  }

  private static List<Judgement.Line> lines(PaperConfig config, PaperFolder folder) {
    return Claims.verdicts(folder.runs(config.parts())).stream().map(Judgement.Line::of).toList();
  }

  private void print(Judgement judgement) {
    PrintWriter out = common.stdout();
    if (common.json()) {
      out.print(Json.document(judgement));
    } else {
      out.println("== Verdicts");
      judgement.verdicts().forEach(line -> out.print(line.text()));
      judgement.failed().forEach(name -> out.println("FAILED: " + name + "; its error is above"));
      out.println();
      out.println("report    " + Path.of(judgement.folder()).resolve("report.html"));
    }
    out.flush();
  }
}
