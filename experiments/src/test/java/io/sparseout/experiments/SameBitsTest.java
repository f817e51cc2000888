// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.sparseout.core.Compute;
import io.sparseout.experiments.WeightsHash.Size;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trained weights are the same bits for any threads, kernels, vectors, compiler and JDK. */
class SameBitsTest {
  private static final int STEPS = 50;

  /**
   * The hash of every machine. Where arithmetic is changed on purpose, it is what the failing tests
   * say.
   */
  private static final String WEIGHTS =
      "3dcb1ae0dfa43ddd733957e47ec8580c315b1e15faab065f6d4c6eff69bd162a";

  private static final String VECTORS = "--add-modules=jdk.incubator.vector";

  /** For JVMs that are a hundred times slower. */
  private static final int FEW_STEPS = 5;

  private static final int SLOW_JVM_SECONDS = 600;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 8, 16})
  void anyThreads(int threads) {
    int before = Compute.threads();
    try {
      Compute.setThreads(threads);
      assertEquals(WEIGHTS, WeightsHash.of(STEPS, Size.LARGE));
    } finally {
      Compute.setThreads(before);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 128, 256, 512})
  void anyVectors(int bits) throws Exception {
    assertEquals(WEIGHTS, hash(jvm(VECTORS, "-Dsparseout.vectorBits=" + bits)));
  }

  @Test
  void scalarKernels() throws Exception {
    assertEquals(WEIGHTS, hash(jvm(VECTORS, "-Dsparseout.kernels=scalar")));
  }

  @Test
  void withoutTheModuleOfVectors() throws Exception {
    assertEquals(WEIGHTS, hash(jvm()));
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"-XX:-TieredCompilation", "-XX:UseAVX=1", "-XX:UseAVX=2", "-XX:UseAVX=3"})
  void otherCodeOfTheCompiler(String flag) throws Exception {
    assertEquals(WEIGHTS, hash(jvm(VECTORS, flag)));
    assertEquals(WEIGHTS, hash(jvm(flag)));
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"-Xint", "-XX:TieredStopAtLevel=1", "-XX:UseAVX=0"})
  void slowJvms(String flag) throws Exception {
    String expected = WeightsHash.of(FEW_STEPS, Size.SMALL);
    assertEquals(expected, hash(jvm(VECTORS, flag), FEW_STEPS, Size.SMALL));
    assertEquals(expected, hash(jvm(flag), FEW_STEPS, Size.SMALL));
  }

  /** With the scalar kernels it is fast enough for all. */
  @Tag("long")
  @Test
  void firstCompilerAlone() throws Exception {
    assertEquals(WEIGHTS, hash(jvm("-XX:TieredStopAtLevel=1")));
  }

  @Tag("long")
  @Test
  void otherJdks() throws Exception {
    List<Path> homes = otherJavaHomes();
    assumeFalse(homes.isEmpty(), "no other JDK beside this one; SPARSEOUT_JDKS can name some");
    for (Path home : homes) {
      assertEquals(WEIGHTS, hash(jvm(VECTORS).by(home)), home::toString);
      assertEquals(WEIGHTS, hash(jvm().by(home)), home::toString);
    }
  }

  /**
   * The folders that the environment variable {@code SPARSEOUT_JDKS} lists, separated as in a class
   * path; without it, those beside this JVM's own.
   */
  static List<Path> otherJavaHomes() throws IOException {
    Path own = Path.of(System.getProperty("java.home")).toRealPath();
    String listed = System.getenv("SPARSEOUT_JDKS");
    TreeSet<Path> homes = new TreeSet<>();
    if (listed != null) {
      for (String home : listed.split(File.pathSeparator)) {
        homes.add(Path.of(home).toRealPath());
      }
    } else {
      try (Stream<Path> siblings = Files.list(own.getParent())) {
        for (Path home : siblings.filter(SameBitsTest::isJava).toList()) {
          homes.add(home.toRealPath());
        }
      }
    }
    return homes.stream().filter(Predicate.not(own::equals)).toList();
  }

  /** Whether a folder has a Java that is new enough and has all modules. */
  private static boolean isJava(Path folder) {
    try {
      String release = Files.readString(folder.resolve("release"));
      return Pattern.compile("JAVA_VERSION=\"(1[7-9]|[2-9][0-9])").matcher(release).find()
          && release.contains("jdk.incubator.vector");
    } catch (IOException e) {
      return false; // some other folder
    }
  }

  private Program jvm(String... flags) {
    return new Program(folder).withFlags(flags).running(WeightsHash.class).within(SLOW_JVM_SECONDS);
  }

  private static String hash(Program jvm) throws Exception {
    return hash(jvm, STEPS, Size.LARGE);
  }

  private static String hash(Program jvm, int steps, Size size) throws Exception {
    return jvm.run(Integer.toString(steps), size.name()).expect(0).out().strip();
  }
}
