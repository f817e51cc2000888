// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;

/** What no class of a library module does, each with expressions that break the rule. */
enum LibraryRules {
  /** Their last bits differ between JDKs; those of StrictMath do not. */
  NO_MATH_WITHOUT_SPECIFIED_BITS(
      noClasses()
          .should()
          .accessTargetWhere(
              target(
                  "a function of Math that JDKs round differently",
                  "java.lang.Math",
                  "sin cos tan asin acos atan atan2 sinh cosh tanh exp expm1 log log10 log1p pow"
                      + " cbrt hypot")),
      "Math.exp(1)",
      "Math.log(1)",
      "Math.log1p(1)",
      "Math.pow(2, 3)",
      "Math.tanh(1)",
      "Math.atan2(1, 2)",
      "java.util.stream.DoubleStream.of(1).map(Math::cos)"),
  /** Their bits change when the JIT compiler takes over. */
  NO_VECTOR_MATH(
      noClasses()
          .should()
          .accessTargetWhere(
              target(
                      "a mathematical function of vectors",
                      "jdk.incubator.vector.VectorOperators",
                      "SIN COS TAN ASIN ACOS ATAN ATAN2 SINH COSH TANH EXP EXPM1 LOG LOG10 LOG1P"
                          + " POW CBRT HYPOT")
                  .or(target("a power", "jdk.incubator.vector.FloatVector", "pow"))
                  .or(target("a power", "jdk.incubator.vector.DoubleVector", "pow"))),
      "jdk.incubator.vector.VectorOperators.EXP",
      "jdk.incubator.vector.VectorOperators.LOG",
      "jdk.incubator.vector.VectorOperators.POW",
      "jdk.incubator.vector.VectorOperators.TANH",
      "jdk.incubator.vector.FloatVector.zero(jdk.incubator.vector.FloatVector.SPECIES_64).pow(2)"),
  /** In which order lanes are added is left open. To the largest lane the order is no matter. */
  NO_SUM_OF_LANES(
      noClasses().should().callMethodWhere(describe("lanes are added", LibraryRules::addsLanes)),
      "jdk.incubator.vector.FloatVector.zero(jdk.incubator.vector.FloatVector.SPECIES_64)"
          + ".reduceLanes(jdk.incubator.vector.VectorOperators.ADD)",
      "jdk.incubator.vector.DoubleVector.zero(jdk.incubator.vector.DoubleVector.SPECIES_64)"
          + ".reduceLanesToLong(jdk.incubator.vector.VectorOperators.MUL)"),
  /** All else runs without the module. */
  VECTORS_ONLY_IN_THEIR_PACKAGE(
      noClasses()
          .that()
          .resideOutsideOfPackage("io.sparseout.core.kernels.vector")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jdk.incubator.."),
      "jdk.incubator.vector.FloatVector.SPECIES_64"),
  /** Randomness comes from the counter-based streams alone. */
  NO_OTHER_RANDOMNESS(
      noClasses()
          .should()
          .dependOnClassesThat(
              assignableTo(java.util.random.RandomGenerator.class)
                  .or(assignableTo(java.util.random.RandomGeneratorFactory.class)))
          .orShould()
          .accessTargetWhere(target("Math.random", "java.lang.Math", "random")),
      "new java.util.Random(1)",
      "new java.util.SplittableRandom(1)",
      "new java.security.SecureRandom()",
      "java.util.concurrent.ThreadLocalRandom.current().nextInt()",
      "java.util.random.RandomGenerator.getDefault()",
      "Math.random()"),
  /** Data never become code. */
  NO_CODE_FROM_DATA(
      noClasses()
          .should()
          .dependOnClassesThat(
              assignableTo(java.io.ObjectInput.class)
                  .or(assignableTo(ClassLoader.class))
                  .or(assignableTo(java.lang.reflect.AccessibleObject.class))
                  .or(assignableTo(java.lang.reflect.Proxy.class)))
          .orShould()
          .accessTargetWhere(target("Class.forName", "java.lang.Class", "forName newInstance"))
          .orShould()
          .accessTargetWhere(
              target(
                  "a lookup of methods",
                  "java.lang.invoke.MethodHandles",
                  "lookup publicLookup privateLookupIn")),
      "new java.io.ObjectInputStream(java.io.InputStream.nullInputStream())",
      "Class.forName(\"x\")",
      "String.class.getMethod(\"length\").invoke(\"x\")",
      "String.class.getDeclaredConstructor().newInstance()",
      "ClassLoader.getSystemClassLoader().loadClass(\"x\")",
      "java.lang.invoke.MethodHandles.lookup()"),
  /** What the class path adds are regularizers, which the user put there; nothing else. */
  ONLY_REGULARIZERS_ARE_PROVIDED(
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.sparseout.regularizers.Regularizers$Known")
          .should()
          .dependOnClassesThat(assignableTo(java.util.ServiceLoader.class)),
      "java.util.ServiceLoader.load(Runnable.class)"),
  /** Nor does the library start programs, load native code or end the process. */
  NO_PROCESS_AND_NO_NATIVE_CODE(
      noClasses()
          .should()
          .dependOnClassesThat(assignableTo(ProcessBuilder.class).or(assignableTo(Process.class)))
          .orShould()
          .accessTargetWhere(
              target("native code or an exit", "java.lang.System", "load loadLibrary exit"))
          .orShould()
          .accessTargetWhere(
              target(
                  "a process, native code or an exit",
                  "java.lang.Runtime",
                  "exec load loadLibrary exit halt")),
      "new ProcessBuilder(\"x\")",
      "Runtime.getRuntime().exec(\"x\")",
      "run(() -> System.exit(1))",
      "run(() -> Runtime.getRuntime().halt(1))",
      "run(() -> System.load(\"x\"))",
      "run(() -> System.loadLibrary(\"x\"))"),
  /** Nothing of the JDK that is not for everyone, such as {@code sun.misc.Unsafe}. */
  NO_INTERNALS_OF_THE_JDK(
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("sun..", "com.sun..", "jdk.internal.."),
      "sun.misc.Unsafe.class",
      "sun.misc.Signal.class",
      "com.sun.management.ThreadMXBean.class"),
  /** Threads are the workers' matter: of a set number, and with outputs or chunks of their own. */
  NO_PARALLEL_STREAMS(
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.sparseout.datasets.Digits") // a pixel is one thread's
          .should()
          .callMethodWhere(describe("a stream is made parallel", LibraryRules::parallelizes)),
      "java.util.stream.IntStream.range(0, 3).parallel()",
      "java.util.stream.Stream.of(1).parallel()",
      "java.util.List.of(1).parallelStream()",
      "run(() -> java.util.Arrays.parallelSetAll(new int[3], i -> i))");

  private static final Set<String> ANY_ORDER = Set.of("MAX", "MIN");

  private final ArchRule rule;
  private final List<String> offences;

  LibraryRules(ArchRule rule, String... offences) {
    this.rule = rule;
    this.offences = List.of(offences);
  }

  /** The rule, for classes of library modules. */
  ArchRule rule() {
    return rule;
  }

  /** Java expressions that the rule forbids. */
  List<String> offences() {
    return offences;
  }

  private static DescribedPredicate<JavaAccess<?>> target(
      String description, String owner, String names) {
    Set<String> forbidden = Set.of(names.split(" "));
    return describe(
        description,
        access -> {
          AccessTarget target = access.getTarget();
          return target.getOwner().getFullName().equals(owner)
              && forbidden.contains(target.getName());
        });
  }

  private static boolean addsLanes(JavaCall<?> call) {
    return Set.of("reduceLanes", "reduceLanesToLong").contains(call.getTarget().getName())
        && !call.getTargetOwner().getSimpleName().matches("(Byte|Short|Int|Long)Vector")
        && call.getOrigin().getFieldAccesses().stream()
            .filter(field -> field.getTarget().getRawType().getSimpleName().equals("Associative"))
            .anyMatch(field -> !ANY_ORDER.contains(field.getName()));
  }

  private static boolean parallelizes(JavaCall<?> call) {
    return call.getName().startsWith("parallel")
        && call.getTargetOwner().getPackageName().startsWith("java.util");
  }
}
