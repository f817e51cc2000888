// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.options;

import io.sparseout.core.Compute;
import io.sparseout.datasets.DataFolders;
import io.sparseout.experiments.runs.DataHash;
import io.sparseout.experiments.runs.OtherDataException;
import io.sparseout.experiments.runs.RunRecord;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every command. */
public final class CommonOptions {
  private static final Set<String> OF_THIS_PROCESS =
      Set.of("--threads", "--kernels", "--out", "--data-dir", "--data-sha256", "--json", "--quiet");

  private static final String MODULE = "jdk.incubator.vector";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to compute with, 1 to 1024; changes no result (default: all cores).")
  private Integer threads;

  @Option(
      names = "--kernels",
      paramLabel = "NAME",
      defaultValue = "auto",
      description =
          "Kernels to compute with: auto, scalar or vector; changes no result"
              + " (default: ${DEFAULT-VALUE}).")
  private String kernels;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description =
          "Seed of initial weights, order of examples, noise and draws; any whole number"
              + " (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder for the results of this run; must not hold another run's"
              + " (default: runs/<command>-<time>; predict, generate, bench and doctor write none, inspect"
              + " only if it is given; for report, its file).")
  private Path out;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "Folder to look for data sets in first, then $SPARSEOUT_DATA, then the user's cache.")
  private Path dataDirectory;

  @Option(
      names = "--data-sha256",
      paramLabel = "HASH",
      description =
          "Refuse data of another SHA-256 than this one, which a run's results.json has (default: take"
              + " what is there).")
  private String dataSha256;

  @Option(names = "--json", description = "Print results as JSON instead of tables.")
  private boolean json;

  @Option(names = "--quiet", description = "Print no progress.")
  private boolean quiet;

  /**
   * Has the process compute as the options say; to be called before anything is computed.
   *
   * @throws ParameterException if a value is not in its range
   */
  public void setUpCompute() {
    require(
        () -> {
          chooseKernels();
          if (dataSha256 != null) {
            Require.sha256("--data-sha256", dataSha256);
          }
          if (threads != null) {
            Compute.setThreads(Require.inRange("--threads", threads, 1, 1024));
          }
        });
  }

  /** Core reads the property once, when something is computed for the first time. */
  private void chooseKernels() {
    Require.oneOf("--kernels", kernels, "auto", "scalar", "vector");
    if (kernels.equals("vector") && ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      throw new IllegalArgumentException(
          "--kernels vector: this Java runtime does not have the module " + MODULE);
    }
    if (!kernels.equals("auto")) {
      System.setProperty("sparseout.kernels", kernels);
    }
  }

  /**
   * What the supplier makes of option values; what it refuses is an error in the command's usage.
   *
   * @throws ParameterException where the supplier throws IllegalArgumentException
   */
  public <T> T checked(Supplier<T> supplier) {
    try {
      return supplier.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  /**
   * Has option values checked; what the check refuses is an error in the command's usage.
   *
   * @throws ParameterException where the check throws IllegalArgumentException
   */
  public void require(Runnable check) {
    checked(
        () -> {
          check.run();
          return null;
        });
  }

  /** The first seed. */
  public long seed() {
    return seed;
  }

  /** The folder for results, where one is named. */
  public Optional<Path> out() {
    return Optional.ofNullable(out);
  }

  /** Where to look for data sets. */
  public DataFolders dataFolders() {
    DataFolders standard = DataFolders.standard();
    return dataDirectory == null ? standard : standard.after(dataDirectory);
  }

  /**
   * The options with which a command that this one runs looks for data where this one does, and is
   * as quiet. Threads and kernels are the process's.
   */
  public List<String> forSubprogram() {
    List<String> options = new ArrayList<>();
    if (dataDirectory != null) {
      options.addAll(List.of("--data-dir", dataDirectory.toString()));
    }
    if (quiet) {
      options.add("--quiet");
    }
    return List.copyOf(options);
  }

  /** Whether results are wanted as JSON. */
  public boolean json() {
    return json;
  }

  /** Whether progress is not wanted. */
  public boolean quiet() {
    return quiet;
  }

  /**
   * What a run of the command is, to be kept with its results.
   *
   * @param config what the run is told to do, a record
   * @param data what it uses
   * @throws OtherDataException if the data are not those that are asked for
   */
  public RunRecord record(String experiment, Object config, DataHash... data) {
    if (dataSha256 != null) {
      require(() -> requireData(experiment, data.length));
      for (DataHash found : data) {
        if (!found.sha256().equals(dataSha256)) {
          throw new OtherDataException("--data-sha256", dataSha256, found);
        }
      }
    }
    return new RunRecord(experiment, arguments(), config, List.of(data));
  }

  private static void requireData(String experiment, int sets) {
    if (sets == 0) {
      throw new IllegalArgumentException("--data-sha256: " + experiment + " uses no data");
    }
  }

  /**
   * Refuses a hash of data, of which a command that runs several experiments has several.
   *
   * @throws ParameterException if one is given
   */
  public void refuseDataHash() {
    require(
        () -> {
          if (dataSha256 != null) {
            throw new IllegalArgumentException(
                "--data-sha256: is of the data of one experiment; give it to that one's command");
          }
        });
  }

  /** The command's arguments, without those that do not matter to the result. */
  private List<String> arguments() {
    CommandLine root = command.root().commandLine();
    List<String> all = root.getParseResult().expandedArgs();
    List<String> arguments = new ArrayList<>();
    int next = all.indexOf(command.name()) + 1;
    while (next < all.size()) {
      String argument = all.get(next++);
      int assigned = argument.indexOf('=');
      OptionSpec option =
          command.findOption(assigned < 0 ? argument : argument.substring(0, assigned));
      if (option == null || !isOfThisProcess(option)) {
        arguments.add(argument);
      } else if (assigned < 0 && option.arity().max() > 0) {
        next++; // its value
      }
    }
    return arguments;
  }

  /**
   * Whether an option says where and how to compute, not what. A folder to go on in is where; a
   * checkpoint to go on from is what.
   */
  private static boolean isOfThisProcess(OptionSpec option) {
    return option.longestName().equals("--resume")
        ? option.getValue() instanceof Path path && Files.isDirectory(path)
        : OF_THIS_PROCESS.contains(option.longestName());
  }

  /** Where results go. */
  public PrintWriter stdout() {
    return command.commandLine().getOut();
  }

  /** Where everything else goes. */
  public PrintWriter stderr() {
    return command.commandLine().getErr();
  }
}
