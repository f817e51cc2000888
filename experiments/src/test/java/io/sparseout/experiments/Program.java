// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The program as a process of its own, as a user runs it; or another class of the tests, in a JVM
 * of its own.
 */
public final class Program {
  private static final int TIMEOUT_SECONDS = 120;

  private final Path folder;
  private final List<String> flags = new ArrayList<>(List.of("-XX:+UseSerialGC"));
  private Class<?> main = Main.class;
  private Path javaHome = Path.of(System.getProperty("java.home"));
  private int timeoutSeconds = TIMEOUT_SECONDS;

  /** A program that runs in a folder. */
  public Program(Path folder) {
    this.folder = folder;
  }

  /** With the module of the vector kernels from the start, so that it stays in one JVM. */
  public Program inOneJvm() {
    return withFlags("--add-modules=jdk.incubator.vector");
  }

  /** So that it starts and warms up fast, in one JVM: for runs that compute little. */
  public Program small() {
    return withFlags("-Dsparseout.kernels=scalar", "-XX:TieredStopAtLevel=1");
  }

  /** With more flags for the JVM. */
  public Program withFlags(String... more) {
    Program program = copy();
    program.flags.addAll(List.of(more));
    return program;
  }

  /** Another class with a main method in place of the program's. */
  public Program running(Class<?> other) {
    Program program = copy();
    program.main = other;
    return program;
  }

  /** By another JDK. */
  public Program by(Path otherHome) {
    Program program = copy();
    program.javaHome = otherHome;
    return program;
  }

  /** With more time until it must have ended, which is {@value #TIMEOUT_SECONDS} s otherwise. */
  public Program within(int seconds) {
    Program program = copy();
    program.timeoutSeconds = seconds;
    return program;
  }

  private Program copy() {
    Program program = new Program(folder);
    program.flags.clear();
    program.flags.addAll(flags);
    program.main = main;
    program.javaHome = javaHome;
    program.timeoutSeconds = timeoutSeconds;
    return program;
  }

  /**
   * What a run came to.
   *
   * @param code the exit code
   * @param out what it printed to standard output
   * @param err and to standard error
   */
  public record Result(int code, String out, String err) {
    /** Fails unless the exit code is the given one; gives this. */
    public Result expect(int expected) {
      assertEquals(expected, code, () -> "output: " + out + "errors: " + err);
      return this;
    }

    /** Standard output as a JSON object. */
    public JsonObject json() {
      return Program.json(out);
    }
  }

  /** Starts it, with its output in the files {@code stdout} and {@code stderr} of the folder. */
  public Process start(String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin").resolve("java").toString());
    command.addAll(flags);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectOutput(folder.resolve("stdout").toFile());
    builder.redirectError(folder.resolve("stderr").toFile());
    builder.environment().remove("SPARSEOUT_DATA");
    builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    return builder.start();
  }

  /** Runs it to its end. */
  public Result run(String... args) throws IOException, InterruptedException {
    return end(start(args));
  }

  /** Waits for the end of what {@link #start} started. */
  public Result end(Process process) throws IOException, InterruptedException {
    try {
      assertTrue(process.waitFor(timeoutSeconds, TimeUnit.SECONDS), "it did not end");
      return new Result(process.exitValue(), read("stdout"), read("stderr"));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** A text as a JSON object. */
  public static JsonObject json(String text) {
    return new Gson().fromJson(text, JsonObject.class);
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve(name), UTF_8);
  }
}
