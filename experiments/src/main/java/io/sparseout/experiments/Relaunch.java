// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments;

import io.sparseout.experiments.machine.Startup;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Starts this program once more, in a JVM of the same kind with the module that the vector kernels
 * need: a module can be added only when a JVM starts. The two share their streams; this one waits,
 * passes on signals, and ends with the other's exit code.
 */
final class Relaunch {
  private static final String MODULE = "jdk.incubator.vector";

  /** Agents stay here: they may hold a port or a file that two JVMs cannot share. */
  private static final List<String> AGENTS =
      List.of(
          "-agentlib:", "-agentpath:", "-javaagent:", "-Xrun", "-Dcom.sun.management.jmxremote");

  /** With one of these nothing is computed. */
  private static final List<String> TEXT_ONLY =
      List.of("-h", "--help", "-V", "--version", "help", "--list", "regularizers");

  private final List<String> args;

  Relaunch(String... args) {
    this.args = List.of(args);
  }

  /** Whether the module is missing in this JVM, of use, and to be had from this Java runtime. */
  boolean isWanted() {
    return ModuleLayer.boot().findModule(MODULE).isEmpty()
        && System.getProperty(Startup.RELAUNCHED) == null
        && !scalarKernelsWanted()
        && Collections.disjoint(args, TEXT_ONLY)
        && ModuleFinder.ofSystem().find(MODULE).isPresent();
  }

  /** Does the work in another JVM, or in this one if none can be started; gives the exit code. */
  int run() {
    Process other;
    try {
      other = new ProcessBuilder(command()).inheritIO().start();
    } catch (IOException e) {
      System.err.println(
          "sparseout: no second JVM for the vector kernels (" + e.getMessage() + "); using scalar");
      return CommandLineRun.run(args.toArray(new String[0]));
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(other), "sparseout-relaunch"));
    return waitFor(other);
  }

  /** To be called in the JVM that was started: ends it if the one that started it is killed. */
  static void endWithFirst() {
    if (System.getProperty(Startup.RELAUNCHED) != null) {
      Thread watch = new Thread(Relaunch::awaitFirst, "sparseout-relaunch");
      watch.setDaemon(true);
      watch.start();
    }
  }

  private static void awaitFirst() {
    Startup.firstProcess().onExit().join();
    System.exit(ExitCode.TERMINATED);
  }

  private boolean scalarKernelsWanted() {
    int option = args.indexOf("--kernels");
    return "scalar".equals(System.getProperty("sparseout.kernels"))
        || args.contains("--kernels=scalar")
        || (option >= 0 && option + 1 < args.size() && "scalar".equals(args.get(option + 1)));
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (AGENTS.stream().noneMatch(flag::startsWith)) {
        command.add(flag);
      }
    }
    command.add("--add-modules=" + MODULE);
    command.add("-D" + Startup.RELAUNCHED + "=true");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(args);
    return command;
  }

  /** Runs when this JVM ends; does something only if a signal ends it. */
  private static void stop(Process other) {
    other.destroy();
    waitFor(other);
  }

  private static int waitFor(Process process) {
    while (true) {
      try {
        return process.waitFor();
      } catch (InterruptedException e) {
        // Nobody interrupts this thread for a reason: the other JVM decides when to end.
      }
    }
  }
}
