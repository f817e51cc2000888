// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a run is, and what runs it again.
 *
 * @param experiment the experiment's name, which is its command
 * @param arguments those of the command that matter to the result: no folders, threads or kernels
 * @param config what the run is told to do, a record
 * @param data what it uses; none where an experiment has no data
 */
public record RunRecord(
    String experiment, List<String> arguments, Object config, List<DataHash> data) {
  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

  /** Of an experiment. */
  public RunRecord {
    arguments = List.copyOf(arguments);
    data = List.copyOf(data);
  }

  /** The command that runs it again, for a shell. */
  public String commandLine() {
    return commandLine(experiment, arguments);
  }

  /** A command of this program, for a shell. */
  public static String commandLine(String command, List<String> arguments) {
    return arguments.stream()
        .map(RunRecord::quoted)
        .collect(Collectors.joining(" ", "sparseout " + command + " ", ""))
        .strip();
  }

  private static String quoted(String argument) {
    return PLAIN.matcher(argument).matches()
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
