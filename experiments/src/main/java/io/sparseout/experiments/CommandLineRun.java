// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments;

import io.sparseout.experiments.bench.BenchCommand;
import io.sparseout.experiments.compress.CompressCommand;
import io.sparseout.experiments.cost.CostCommand;
import io.sparseout.experiments.doctor.DoctorCommand;
import io.sparseout.experiments.generate.GenerateCommand;
import io.sparseout.experiments.image.ImageCommand;
import io.sparseout.experiments.inspect.InspectCommand;
import io.sparseout.experiments.language.LanguageCommand;
import io.sparseout.experiments.options.Subprogram;
import io.sparseout.experiments.paper.PaperCommand;
import io.sparseout.experiments.predict.PredictCommand;
import io.sparseout.experiments.regularizers.RegularizersCommand;
import io.sparseout.experiments.report.ReportCommand;
import io.sparseout.experiments.reproduce.ReproduceCommand;
import io.sparseout.experiments.runs.StopSignal;
import io.sparseout.experiments.sparsity.SparsityCommand;
import io.sparseout.experiments.theory.TheoryCommand;
import io.sparseout.experiments.train.TrainCommand;
import io.sparseout.experiments.weights.WeightsCommand;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** One run of the command line in this JVM. */
final class CommandLineRun {
  private static final int HELP_WIDTH = 100;

  private CommandLineRun() {}

  /** Does what the arguments say; gives the exit code. */
  static int run(String... args) {
    Relaunch.endWithFirst();
    StopSignal stop = new StopSignal();
    stop.install();
    CommandLine root = commandLine(stop);
    try {
      return root.execute(args);
    } catch (OutOfMemoryError e) { // picocli handles exceptions, not errors
      return failed(e, root.getErr());
    } finally {
      stop.ended();
    }
  }

  /** Runs a command within another one. */
  private static int within(StopSignal stop, PrintWriter out, List<String> arguments) {
    CommandLine root = commandLine(stop);
    root.setOut(out);
    try {
      return root.execute(arguments.toArray(String[]::new));
    } catch (OutOfMemoryError e) { // the outer command may go on with something smaller
      return failed(e, root.getErr());
    }
  }

  private static CommandLine commandLine(StopSignal stop) {
    Subprogram subprogram = (out, arguments) -> within(stop, out, arguments);
    CommandLine root = new CommandLine(new RootCommand());
    root.addSubcommand(new PaperCommand(stop, subprogram));
    root.addSubcommand(new TheoryCommand(stop));
    root.addSubcommand(new SparsityCommand(stop));
    root.addSubcommand(new CostCommand(stop));
    root.addSubcommand(new ImageCommand(stop));
    root.addSubcommand(new LanguageCommand(stop));
    root.addSubcommand(new ReportCommand());
    root.addSubcommand(new ReproduceCommand(subprogram));
    root.addSubcommand(new WeightsCommand(stop));
    root.addSubcommand(new CompressCommand(stop));
    root.addSubcommand(new TrainCommand(stop));
    root.addSubcommand(new PredictCommand());
    root.addSubcommand(new GenerateCommand());
    root.addSubcommand(new InspectCommand(stop));
    root.addSubcommand(new RegularizersCommand());
    root.addSubcommand(new BenchCommand(stop));
    root.addSubcommand(new DoctorCommand());
    root.addSubcommand(new CommandLine.HelpCommand());
    root.setUsageHelpWidth(HELP_WIDTH);
    root.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.AUTO));
    root.setParameterExceptionHandler((e, args) -> misused(e));
    root.setExecutionExceptionHandler((e, command, parsed) -> failed(e, command.getErr()));
    return root;
  }

  private static int misused(ParameterException e) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println(name + ": " + e.getMessage());
    UnmatchedArgumentException.printSuggestions(e, command.getErr());
    command.getErr().println("'" + name + " --help' tells the options and their ranges");
    return ExitCode.USAGE;
  }

  private static int failed(Throwable failure, PrintWriter err) {
    err.println("sparseout: " + ExitCode.message(failure));
    if (!ExitCode.isExplained(failure)) {
      failure.printStackTrace(err);
    }
    err.flush();
    return ExitCode.of(failure);
  }
}
