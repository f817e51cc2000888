// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The machine and its JVM.
 *
 * @param java the JVM's version and name
 * @param system the operating system's name, version and processor architecture
 * @param cpu the processor's name where the system tells it, else its architecture
 * @param cores the processors that this process may use
 * @param maxHeapBytes what the heap may grow to
 */
public record Machine(String java, String system, String cpu, int cores, long maxHeapBytes) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** This one. */
  public static Machine here() {
    String architecture = System.getProperty("os.arch");
    return new Machine(
        Runtime.version() + ", " + System.getProperty("java.vm.name"),
        System.getProperty("os.name") + " " + System.getProperty("os.version") + " " + architecture,
        cpuName(architecture),
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory());
  }

  private static String cpuName(String otherwise) {
    try (Stream<String> lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(otherwise);
    } catch (IOException e) {
      return otherwise; // Linux alone has the file
    }
  }
}
