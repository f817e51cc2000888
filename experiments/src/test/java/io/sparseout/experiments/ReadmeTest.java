// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every program of the README runs, and every command that it gives the program, for less time. */
class ReadmeTest {
  private static final Path README = Path.of("..", "README.md");
  private static final Pattern BLOCK = Pattern.compile("```(java|sh)\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CLASS = Pattern.compile("public (?:final )?class (\\w+)");
  private static final String JAR = "java -jar experiments/target/sparseout.jar ";

  @TempDir Path folder;

  static Stream<String> programs() throws IOException {
    return blocks("java");
  }

  /** Blocks of commands, which may use what the ones before them in the block have written. */
  static Stream<String> commandBlocks() throws IOException {
    return blocks("sh").filter(block -> block.contains(JAR));
  }

  @Test
  void theReadmeHasWhatIsTestedHere() throws IOException {
    assertEquals(4, programs().count());
    assertTrue(commandBlocks().mapToLong(block -> commands(block).count()).sum() >= 9);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void programsCompileWithoutWarningsAndRun(String source) throws Exception {
    Matcher name = CLASS.matcher(source);
    assertTrue(name.find(), source);
    Path file = Files.writeString(folder.resolve(name.group(1) + ".java"), source);
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    String classPath = System.getProperty("java.class.path");
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                messages,
                messages,
                "-Xlint:all,-path",
                "-Werror",
                "-proc:none",
                "-cp",
                classPath,
                "-d",
                folder.toString(),
                file.toString());
    assertEquals(0, code, messages::toString);
    assertFalse(outputOf(name.group(1)).isBlank());
  }

  private String outputOf(String main) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      System.setOut(new PrintStream(output, true, UTF_8));
      loader.loadClass(main).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(before);
    }
    return output.toString(UTF_8);
  }

  @ParameterizedTest
  @MethodSource("commandBlocks")
  void commandsDoWhatTheySay(String block) throws Exception {
    for (String command : commands(block).toList()) {
      run(command);
    }
  }

  private void run(String command) throws Exception {
    String[] parts = command.split(" > ");
    List<String> arguments = new ArrayList<>(Arrays.asList(parts[0].split("\\s+")));
    String verb = arguments.get(0);
    boolean help = arguments.contains("--help");
    boolean language = verb.equals("language");
    if (List.of("sparsity", "image", "language", "weights", "compress", "train").contains(verb)
        && !help) {
      set(arguments, "--limit", language ? "600" : "300");
      set(arguments, "--epochs", "1");
      if (verb.equals("compress")) {
        set(arguments, "--fine-tune", "1");
        set(arguments, "--seconds", "0.01");
      }
    } else if (verb.equals("bench")) {
      set(arguments, "--seconds", "0.1");
    } else if (verb.equals("paper")) {
      set(arguments, "--only", "language");
    } else if (verb.equals("theory")) {
      set(arguments, "--draws", "1000");
    } else if (verb.equals("cost")) {
      set(arguments, "--workload", "linear-64");
      set(arguments, "--rounds", "5");
      set(arguments, "--warm-up", "0.1");
    }
    String data = System.getenv("SPARSEOUT_DATA");
    boolean mnist =
        arguments.contains("mnist") || List.of("sparsity", "weights", "compress").contains(verb);
    String images = mnist ? "mnist" : "cifar-10-batches-bin";
    String set = language ? "ptb" : images;
    boolean missing =
        arguments.contains("--data-dir")
            && (data == null || Files.notExists(Path.of(data).resolve(set)));
    if (arguments.contains("--data-dir") && data != null) {
      set(arguments, "--data-dir", data);
    }
    Program.Result result =
        new Program(folder)
            .inOneJvm()
            .run(arguments.toArray(String[]::new))
            .expect(missing ? 3 : 0);
    assertFalse((missing ? result.err() : result.out()).isBlank(), command);
    if (parts.length > 1) {
      Files.writeString(folder.resolve(parts[1].strip()), result.out());
    }
  }

  /** Gives an option another value, or its first. */
  private static void set(List<String> arguments, String option, String value) {
    int at = arguments.indexOf(option);
    if (at >= 0) {
      arguments.set(at + 1, value);
    } else {
      arguments.addAll(List.of(option, value));
    }
  }

  /** The arguments of each command of a block that runs the jar, with what follows it. */
  private static Stream<String> commands(String block) {
    return block
        .lines()
        .filter(line -> line.contains(JAR))
        .map(line -> line.substring(line.indexOf(JAR) + JAR.length()))
        .map(line -> line.replaceAll("\\s+#.*", ""));
  }

  private static Stream<String> blocks(String language) throws IOException {
    return BLOCK
        .matcher(Files.readString(README))
        .results()
        .filter(match -> match.group(1).equals(language))
        .map(match -> match.group(2));
  }
}
