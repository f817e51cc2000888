// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.report;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Chromium of this machine, without a window and without a network. */
final class Browser {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final String VARIABLE = "SPARSEOUT_BROWSER";
  private static final int TIMEOUT_SECONDS = 120;

  private final Path program;

  private Browser(Path program) {
    this.program = program;
  }

  /**
   * What a start of it came to.
   *
   * @param out standard output
   * @param err standard error
   */
  record Result(String out, String err) {}

  /** The one that the environment names, or on the path; fails if there is none. */
  static Browser find() {
    String named = System.getenv(VARIABLE);
    if (named != null) {
      return new Browser(Path.of(named));
    }
    for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
      for (String name : NAMES) {
        Path program = Path.of(folder, name);
        if (Files.isExecutable(program)) {
          return new Browser(program);
        }
      }
    }
    throw new AssertionError(
        "no browser: none of "
            + String.join(", ", NAMES)
            + " is on the path; apt-get install chromium, or name one in "
            + VARIABLE);
  }

  /** Runs it to its end. */
  Result run(Path folder, String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--user-data-dir=" + folder.resolve("profile")));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("browser.out");
    Path err = folder.resolve("browser.err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the browser did not end: " + Files.readString(err));
      }
      return new Result(Files.readString(out), Files.readString(err));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
