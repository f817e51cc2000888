// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments;

import io.sparseout.experiments.machine.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code sparseout}, which does nothing without a command below it. */
@Command(
    name = "sparseout",
    header = "Neural networks in pure Java, and the experiments of the Sparseout paper.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    scope = picocli.CommandLine.ScopeType.INHERIT,
    versionProvider = RootCommand.VersionProvider.class,
    footer = {
      "",
      "Results go to standard output, progress and errors to standard error.",
      "Exit codes: 0 done, 1 failure, 2 usage, 3 data missing or bad, 4 diverged,",
      "5 checkpoint unusable, 130 and 143 stopped by a signal."
    })
final class RootCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a command is needed, one of " + String.join(", ", spec.subcommands().keySet()));
  }

  /** The version as {@code --version} prints it. */
  static final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"sparseout " + Version.current()};
    }
  }
}
