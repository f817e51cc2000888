// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.options;

import io.sparseout.core.Compute;
import io.sparseout.datasets.DataFolders;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every command. */
public final class CommonOptions {
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
              + " only if it is given).")
  private Path out;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "Folder to look for data sets in first, then $SPARSEOUT_DATA, then the user's cache.")
  private Path dataDirectory;

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

  /** Whether results are wanted as JSON. */
  public boolean json() {
    return json;
  }

  /** Whether progress is not wanted. */
  public boolean quiet() {
    return quiet;
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
