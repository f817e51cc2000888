// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments;

/** Where the program starts. Loads next to nothing before it is clear which JVM does the work. */
public final class Main {
  private Main() {}

  /** Runs the command line, in this JVM or in one that has the module of the vector kernels. */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    Relaunch relaunch = new Relaunch(args);
    System.exit(relaunch.isWanted() ? relaunch.run() : CommandLineRun.run(args));
  }
}
